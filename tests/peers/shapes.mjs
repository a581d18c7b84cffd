// A second reader of the shapes: it reads docs/format-shapes.md, and by it whatever it is asked to.
// It shares no code with the program, and needs nothing but node.
//
//   node shapes.mjs   {page, files: [{rule, bytes}]}   -> what each file says
//
// The question comes as one JSON object on standard input, the answer as one on standard output; bytes are hexadecimal.
import { readFileSync } from "node:fs";

const NUMBERS = { u8: 1, u16: 2, u32: 4, u64: 8, i64: 8 };

/** The shapes of the page, by name. */
function shapesOf(page) {
  const notation = page.split("```").filter((_, at) => at % 2 === 1).join("\n");
  const words = notation.match(/:=|[{}<>|():]|\[\d+\]|[a-z0-9-]+/g);
  const next = (wanted) => {
    const word = words.shift();
    if (wanted !== undefined && word !== wanted) throw new Error(`${wanted} is missing, there is ${word}`);
    return word;
  };
  const fields = () => {
    const all = [];
    for (let name = next(); name !== "}"; name = next()) {
      next(":");
      all.push([name, shape()]);
    }
    return all;
  };
  const oneOf = () => {
    const all = [];
    do {
      const name = next();
      const its = words[0] === "{" ? (next(), fields()) : [];
      all.push([name, its]);
    } while (next() === "|");
    return all;
  };
  const inside = () => {
    next("(");
    const of = shape();
    next(")");
    return of;
  };
  function shape() {
    const word = next();
    if (word === "{") return { fields: fields() };
    if (word === "<") return { oneOf: oneOf() };
    if (word === "list" || word === "option") return { [word]: inside() };
    if (word in NUMBERS) return { number: NUMBERS[word] };
    if (word === "text" || word === "run") return { [word]: true };
    const bytes = word.match(/^\[(\d+)\]$/);
    return bytes ? { bytes: Number(bytes[1]) } : { named: word };
  }
  const shapes = {};
  while (words.length > 0) {
    const name = next();
    next(":=");
    shapes[name] = shape();
  }
  return shapes;
}

/** Reads bytes as a shape says. */
class Reader {
  constructor(shapes, bytes) {
    [this.shapes, this.bytes, this.at] = [shapes, bytes, 0];
  }
  take(many) {
    if (this.at + many > this.bytes.length) throw new Error("it ends too early");
    return this.bytes.subarray(this.at, (this.at += many));
  }
  number(width) {
    return Number(this.take(width).reduceRight((sum, it) => sum * 256n + BigInt(it), 0n));
  }
  fields(fields) {
    return Object.fromEntries(fields.map(([name, its]) => [name, this.read(its)]));
  }
  read(shape) {
    if (shape.number) return this.number(shape.number);
    if (shape.bytes) return this.take(shape.bytes).toString("hex");
    if (shape.text) return new TextDecoder("utf-8", { fatal: true }).decode(this.take(this.number(8)));
    if (shape.run) return this.take(this.number(8)).toString("hex");
    if (shape.fields) return this.fields(shape.fields);
    if (shape.list) return Array.from({ length: this.number(8) }, () => this.read(shape.list));
    if (shape.option) return this.option(shape.option);
    if (shape.oneOf) {
      const [name, its] = shape.oneOf[this.number(4)];
      return its.length === 0 ? name : { [name]: this.fields(its) };
    }
    const told = this.read(this.shapes[shape.named]);
    const two = (it) => String(it).padStart(2, "0");
    return shape.named === "day" ? `${told.year}-${two(told.month)}-${two(told.day)}` : told;
  }
  option(of) {
    const there = this.number(1);
    if (there > 1) throw new Error("neither there nor not");
    return there ? this.read(of) : null;
  }
}

const { page, files } = JSON.parse(readFileSync(0, "utf8"));
const shapes = shapesOf(page);
const told = files.map(({ rule, bytes }) => {
  const reader = new Reader(shapes, Buffer.from(bytes, "hex"));
  const said = reader.read({ named: rule });
  if (reader.at !== reader.bytes.length) throw new Error(`${rule}: bytes are left over`);
  return said;
});
process.stdout.write(JSON.stringify(told));

// A second reader and writer of tasuki's files, written from docs/format-parcel.md alone.
// It shares no code with the program: age by the npm package age-encryption, the rest by noble and node.
//
//   node peer.mjs open   {identity, office, parcel, card}        -> what the parcel says
//   node peer.mjs make   {recipient, from, to, card}            -> a parcel and the key that signed it
//
// Questions come as one JSON object on standard input, answers as one on standard output; bytes are base64.
import { Decrypter, Encrypter } from "age-encryption";
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { blake3 } from "@noble/hashes/blake3.js";
import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const text = (s) => Buffer.from(s, "latin1");
const SPKI = Buffer.from("302a300506032b6570032100", "hex"); // RFC 8410: what stands before a raw Ed25519 key

function must(holds, what) {
  if (!holds) throw new Error(what);
}

function signed(key, purpose, length, content, signature) {
  const spki = createPublicKey({ key: Buffer.concat([SPKI, key]), format: "der", type: "spki" });
  return verify(null, Buffer.concat([text(purpose), length, content]), spki, signature);
}

/** Walks over bytes from the front. */
class Reader {
  constructor(bytes) {
    this.bytes = Buffer.from(bytes);
    this.at = 0;
  }
  take(n) {
    must(this.at + n <= this.bytes.length, "cut");
    return this.bytes.subarray(this.at, (this.at += n));
  }
  u8() { return this.take(1).readUInt8(); }
  u16() { return this.take(2).readUInt16LE(); }
  u64() { return Number(this.take(8).readBigUInt64LE()); }
  run() { return this.take(this.u64()); }
  list(one) { return Array.from({ length: this.u64() }, one); }
  end() { must(this.at === this.bytes.length, "left over"); }
}

/** The shape that card, entry and the front of a parcel share: magic, length, content, signature. */
function envelope(reader, magic) {
  must(reader.take(8).equals(text(magic)), "magic");
  const length = reader.take(4);
  const content = reader.take(length.readUInt32BE());
  return { length, content, signature: reader.take(64) };
}

function readCard(bytes) {
  const file = new Reader(bytes);
  const { length, content, signature } = envelope(file, "CASECRD\x01");
  file.end();
  const r = new Reader(content);
  must(r.u8() === 1, "schema");
  const line = () => r.run().toString("utf8");
  const lines = [line(), line(), line(), line(), line(), line()];
  const signing = r.take(32);
  const recipient = r.run();
  const reads = r.u8();
  const issued = [r.u16(), r.u8(), r.u8()];
  r.end();
  must(signed(signing, "case-card-v1\0", length, content, signature), "card signature");
  const id = blake3(Buffer.concat([signing, recipient]), { context: text("office v1") });
  return { lines, signing, reads, issued, id: Buffer.from(id) };
}

function readEntry(bytes, author) {
  const file = new Reader(bytes);
  const { length, content, signature } = envelope(file, "CASEENT\x01");
  file.end();
  must(signed(author, "case-entry-v1\0", length, content, signature), "entry signature");
  return content;
}

function openBody(key, handover, author, number, sealed) {
  const place = Buffer.alloc(4);
  place.writeUInt32BE(number);
  const bound = Buffer.concat([text("case-entry-body-v1\0"), handover, author, place]);
  const opened = xchacha20poly1305(key, sealed.subarray(0, 24), bound).decrypt(sealed.subarray(24));
  const [salt, content] = [opened.subarray(0, 16), opened.subarray(16)];
  const digest = blake3(Buffer.concat([text("case-body-v1\0"), salt, content]));
  return { content: Buffer.from(content).toString("utf8"), digest: Buffer.from(digest).toString("hex") };
}

function padded(length) {
  if (length < 2) return length;
  const e = Math.floor(Math.log2(length));
  const step = 2 ** (e - (Math.floor(Math.log2(e)) + 1));
  return Math.ceil(length / step) * step;
}

async function open({ identity, office, parcel, card }) {
  const sender = readCard(Buffer.from(card, "base64"));
  const age = new Decrypter();
  age.addIdentity(identity);
  const inside = new Reader(await age.decrypt(Buffer.from(parcel, "base64")));
  const { length, content, signature } = envelope(inside, "CASEPAR\x01");
  const h = new Reader(content);
  must(h.u8() === 1, "schema");
  const head = () => ({ seq: h.u64(), digest: h.take(32).toString("hex") });
  const header = {
    parcel: h.take(16).toString("hex"), from: h.take(32), to: h.take(32).toString("hex"), created: h.u64(), kind: h.u8(),
    directory: h.u64(), ownHead: head(), seenHead: head(), bodyLength: h.u64(), bodyHash: h.take(32),
  };
  h.end();
  must(header.to === office, "addressed to another");
  must(header.from.equals(sender.id), "sender is not the office of the card");
  must(signed(sender.signing, "case-parcel-v1\0", length, content, signature), "parcel signature");
  must(Number(inside.take(8).readBigUInt64BE()) === header.bodyLength, "body length");
  const body = inside.take(header.bodyLength);
  must(Buffer.from(blake3(body)).equals(header.bodyHash), "body hash");
  must(inside.bytes.length === padded(inside.at), "padded length");
  must(inside.take(inside.bytes.length - inside.at).every((byte) => byte === 0), "padding");
  must(header.kind === 1, "kind");
  const b = new Reader(body);
  must(b.u8() === 1, "schema of the body");
  const handover = b.take(16);
  const cardDigest = b.take(32);
  const key = b.run();
  const entries = b.list(() => ({ entry: b.run(), body: b.u8() ? b.run() : null }));
  const section = () => ({ content: b.run().toString("utf8"), salt: b.take(16).toString("hex") });
  const disclosures = b.list(() => ({ offer: b.u16(), part: b.u16(), sections: b.list(section) }));
  const files = b.list(() => b.run().toString("latin1"));
  b.end();
  must(Buffer.from(blake3(Buffer.from(card, "base64"))).equals(cardDigest), "card digest");
  return {
    name: sender.lines[0], issued: sender.issued, reads: sender.reads, parcel: header.parcel, created: header.created,
    ownHead: header.ownHead, handover: handover.toString("hex"), disclosures, files,
    entries: entries.map(({ entry, body }, at) => ({
      envelope: readEntry(entry, sender.signing).toString("utf8"),
      body: body && openBody(key, handover, header.from, at + 1, body),
    })),
  };
}

async function make({ recipient, from, to, card }) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const u64 = (n) => { const b = Buffer.alloc(8); b.writeBigUInt64LE(BigInt(n)); return b; };
  const big = (n, bytes) => { const b = Buffer.alloc(bytes); b.writeUIntBE(n, bytes - 4, 4); return b; };
  const body = Buffer.from(card, "base64");
  const head = Buffer.concat([u64(0), Buffer.alloc(32)]);
  const header = Buffer.concat([
    Buffer.of(1), randomBytes(16), Buffer.from(from, "hex"), Buffer.from(to, "hex"), u64(1790000000), Buffer.of(2), u64(0),
    head, head, u64(body.length), Buffer.from(blake3(body)),
  ]);
  const length = big(header.length, 4);
  const signature = sign(null, Buffer.concat([text("case-parcel-v1\0"), length, header]), privateKey);
  const inside = Buffer.concat([text("CASEPAR\x01"), length, header, signature, big(body.length, 8), body]);
  const age = new Encrypter();
  age.addRecipient(recipient);
  const sealed = await age.encrypt(Buffer.concat([inside, Buffer.alloc(padded(inside.length) - inside.length)]));
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(SPKI.length);
  return { parcel: Buffer.from(sealed).toString("base64"), signing: raw.toString("base64") };
}

const acts = { open, make };
const question = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(await acts[process.argv[2]](question)));

//! X-Wing, the hybrid of ML-KEM-768 and X25519 (draft-connolly-cfrg-xwing-kem-10), as a KEM of the `hpke` crate.
//!
//! It is only what age's `mlkem768x25519` needs: no sender authentication, no keys derived from other material.

use hpke::kem::SharedSecret;
use hpke::{Deserializable, HpkeError, Kem, Serializable};
use ml_kem::kem::{Decapsulate, Encapsulate};
use ml_kem::{Ciphertext, EncodedSizeUser, KemCore, MlKem768};
use rand_core::{CryptoRng, RngCore};
use sha3::digest::{ExtendableOutput, Update, XofReader};
use sha3::{Digest, Sha3_256, Shake256};
use subtle::ConstantTimeEq;
use typenum::{Sum, U32, U64, U192, U1024};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, Zeroizing};

/// Bytes of a seed, the form in which a private key is kept.
pub const SEED: usize = 32;
/// Bytes of a public key: ML-KEM-768 (1184), then X25519 (32).
pub const PUBLIC: usize = LATTICE_PUBLIC + 32;
/// Bytes of an encapsulated key: ML-KEM-768 (1088), then X25519 (32).
pub const ENCAPSULATED: usize = LATTICE_CIPHERTEXT + 32;

const LATTICE_PUBLIC: usize = 1184;
const LATTICE_CIPHERTEXT: usize = 1088;
const LABEL: &[u8; 6] = br"\.//^\";

type LatticePrivate = <MlKem768 as KemCore>::DecapsulationKey;
type LatticePublic = <MlKem768 as KemCore>::EncapsulationKey;

/// The KEM itself.
pub enum XWing {}

/// A private key, expanded from its seed; every part wipes itself when dropped.
#[derive(Clone)]
pub struct Private {
    seed: Zeroizing<[u8; SEED]>,
    lattice: LatticePrivate,
    curve: StaticSecret,
}

/// A public key whose lattice half is in its one canonical encoding and whose curve half is of full order.
#[derive(Clone, Debug, PartialEq)]
pub struct Public {
    lattice: LatticePublic,
    curve: PublicKey,
}

/// What travels so that the holder of the private key finds the shared secret; its curve half is of full order.
#[derive(Clone)]
pub struct Encapsulated {
    lattice: Ciphertext<MlKem768>,
    curve: PublicKey,
}

impl Private {
    /// Expands a seed into both private keys.
    pub fn expand(seed: &[u8; SEED]) -> Self {
        let mut reader = Shake256::default().chain(seed).finalize_xof();
        let mut draw = || {
            let mut part = Zeroizing::new([0; 32]);
            reader.read(&mut part[..]);
            part
        };
        let (d, z, scalar) = (draw(), draw(), draw());
        let (lattice, _) = MlKem768::generate_deterministic((&*d).into(), (&*z).into());
        Self {
            seed: Zeroizing::new(*seed),
            lattice,
            curve: StaticSecret::from(*scalar),
        }
    }
}

impl PartialEq for Private {
    fn eq(&self, other: &Self) -> bool {
        self.seed.ct_eq(&*other.seed).into()
    }
}

impl Eq for Private {}
impl Eq for Public {}

impl Kem for XWing {
    type PublicKey = Public;
    type PrivateKey = Private;
    type EncappedKey = Encapsulated;
    type NSecret = U32;
    const KEM_ID: u16 = 0x647a;

    fn sk_to_pk(private: &Private) -> Public {
        Public {
            lattice: private.lattice.encapsulation_key().clone(),
            curve: PublicKey::from(&private.curve),
        }
    }

    fn derive_keypair(material: &[u8]) -> (Private, Public) {
        let seed = Zeroizing::new(blake3::derive_key(
            "tasuki 2026 x-wing keypair v1",
            material,
        ));
        let private = Private::expand(&seed);
        let public = Self::sk_to_pk(&private);
        (private, public)
    }

    fn decap(
        private: &Private,
        sender: Option<&Public>,
        encapsulated: &Encapsulated,
    ) -> Result<SharedSecret<Self>, HpkeError> {
        let lattice = private
            .lattice
            .decapsulate(&encapsulated.lattice)
            .map_err(|()| HpkeError::DecapError)?;
        let lattice = kept(lattice);
        let curve = private.curve.diffie_hellman(&encapsulated.curve);
        if sender.is_some() || !curve.was_contributory() {
            return Err(HpkeError::DecapError);
        }
        let own = PublicKey::from(&private.curve);
        Ok(combine(
            &lattice[..],
            curve.as_bytes(),
            &encapsulated.curve,
            &own,
        ))
    }

    fn encap<R: CryptoRng + RngCore>(
        public: &Public,
        sender: Option<(&Private, &Public)>,
        random: &mut R,
    ) -> Result<(SharedSecret<Self>, Encapsulated), HpkeError> {
        let (ciphertext, lattice) = public
            .lattice
            .encapsulate(random)
            .map_err(|()| HpkeError::EncapError)?;
        let lattice = kept(lattice);
        let ephemeral = StaticSecret::random_from_rng(random);
        let curve = ephemeral.diffie_hellman(&public.curve);
        if sender.is_some() || !curve.was_contributory() {
            return Err(HpkeError::EncapError);
        }
        let sent = PublicKey::from(&ephemeral);
        let shared = combine(&lattice[..], curve.as_bytes(), &sent, &public.curve);
        let encapsulated = Encapsulated {
            lattice: ciphertext,
            curve: sent,
        };
        Ok((shared, encapsulated))
    }
}

/// Moves a lattice secret to where it wipes itself; its own type cannot.
fn kept(mut shared: ml_kem::SharedKey<MlKem768>) -> Zeroizing<[u8; 32]> {
    let kept = Zeroizing::new(shared.into());
    shared.as_mut_slice().zeroize();
    kept
}

fn combine(
    lattice: &[u8],
    curve: &[u8; 32],
    sent: &PublicKey,
    recipient: &PublicKey,
) -> SharedSecret<XWing> {
    let mut hasher = Sha3_256::new();
    for part in [lattice, curve, sent.as_bytes(), recipient.as_bytes(), LABEL] {
        Digest::update(&mut hasher, part);
    }
    SharedSecret(hasher.finalize())
}

fn full_order(point: &PublicKey) -> bool {
    StaticSecret::from([1; 32])
        .diffie_hellman(point)
        .was_contributory()
}

fn exact<const N: usize>(bytes: &[u8]) -> Result<&[u8; N], HpkeError> {
    bytes
        .try_into()
        .map_err(|_| HpkeError::IncorrectInputLength(N, bytes.len()))
}

impl Deserializable for Private {
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError> {
        Ok(Self::expand(exact(bytes)?))
    }
}

impl Serializable for Private {
    type OutputSize = U32;

    fn write_exact(&self, target: &mut [u8]) {
        target.copy_from_slice(&self.seed[..]);
    }
}

impl Deserializable for Public {
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError> {
        let (lattice, curve) = exact::<PUBLIC>(bytes)?.split_at(LATTICE_PUBLIC);
        let key = LatticePublic::from_bytes(
            lattice
                .try_into()
                .expect("the split is at the length of a lattice key"),
        );
        let curve = PublicKey::from(*exact(curve)?);
        // FIPS 203, 7.2: a key with coefficients beyond the modulus has another encoding and is refused.
        if key.as_bytes()[..] != *lattice || !full_order(&curve) {
            return Err(HpkeError::ValidationError);
        }
        Ok(Self {
            lattice: key,
            curve,
        })
    }
}

impl Serializable for Public {
    type OutputSize = Sum<U1024, U192>;

    fn write_exact(&self, target: &mut [u8]) {
        let (lattice, curve) = target.split_at_mut(LATTICE_PUBLIC);
        lattice.copy_from_slice(&self.lattice.as_bytes());
        curve.copy_from_slice(self.curve.as_bytes());
    }
}

impl Deserializable for Encapsulated {
    fn from_bytes(bytes: &[u8]) -> Result<Self, HpkeError> {
        let (lattice, curve) = exact::<ENCAPSULATED>(bytes)?.split_at(LATTICE_CIPHERTEXT);
        let curve = PublicKey::from(*exact(curve)?);
        if !full_order(&curve) {
            return Err(HpkeError::ValidationError);
        }
        Ok(Self {
            lattice: lattice
                .try_into()
                .expect("the split is at the length of a lattice ciphertext"),
            curve,
        })
    }
}

impl Serializable for Encapsulated {
    type OutputSize = Sum<U1024, Sum<U64, U32>>;

    fn write_exact(&self, target: &mut [u8]) {
        let (lattice, curve) = target.split_at_mut(LATTICE_CIPHERTEXT);
        lattice.copy_from_slice(&self.lattice);
        curve.copy_from_slice(self.curve.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Replays fixed bytes instead of drawing.
    struct Replay(Vec<u8>);

    impl RngCore for Replay {
        fn next_u32(&mut self) -> u32 {
            unreachable!("only whole runs of bytes are drawn")
        }
        fn next_u64(&mut self) -> u64 {
            unreachable!("only whole runs of bytes are drawn")
        }
        fn fill_bytes(&mut self, target: &mut [u8]) {
            let rest = self.0.split_off(target.len());
            target.copy_from_slice(&std::mem::replace(&mut self.0, rest));
        }
        fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), rand_core::Error> {
            self.fill_bytes(target);
            Ok(())
        }
    }

    impl CryptoRng for Replay {}

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn sha3(bytes: &[u8]) -> String {
        hex(&Sha3_256::digest(bytes))
    }

    /// The draft's own first vector: seed and coins are the first 96 bytes of SHAKE128 of nothing. The digests of key and
    /// ciphertext and the shared secret were computed with `@noble/post-quantum`.
    #[test]
    fn agrees_with_the_known_answer() {
        let mut drawn = [0; 96];
        sha3::Shake128::default().finalize_xof().read(&mut drawn);
        let private = Private::from_bytes(&drawn[..32]).unwrap();
        let public = XWing::sk_to_pk(&private);
        assert_eq!(
            sha3(&public.to_bytes()),
            "5121745904643ad9dfacca7869292c19a8a69533b53e60666b7db910b4ad6367"
        );
        let mut coins = Replay(drawn[32..].to_vec());
        let (shared, sent) = XWing::encap(&public, None, &mut coins).unwrap();
        assert_eq!(
            sha3(&sent.to_bytes()),
            "c0abd149f83f45324ac3a7ddc7606c71f257e5ea86113522834a0ee1bcb34e3e"
        );
        assert_eq!(
            hex(&shared.0),
            "d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384"
        );
        assert_eq!(XWing::decap(&private, None, &sent).unwrap().0, shared.0);
    }

    #[test]
    fn public_keys_that_are_none_are_refused() {
        let good = XWing::sk_to_pk(&Private::expand(&[1; 32])).to_bytes();
        assert!(Public::from_bytes(&good).is_ok());
        let mut beyond_modulus = good;
        beyond_modulus[..3].fill(0xff);
        assert!(Public::from_bytes(&beyond_modulus).is_err());
        let mut low_order = good;
        low_order[LATTICE_PUBLIC..].fill(0);
        assert!(Public::from_bytes(&low_order).is_err());
        assert!(Public::from_bytes(&good[1..]).is_err());
        assert!(Public::from_bytes(&[]).is_err());
    }

    #[test]
    fn a_low_order_ephemeral_is_refused() {
        let private = Private::expand(&[1; 32]);
        let public = XWing::sk_to_pk(&private);
        let (_, sent) = XWing::encap(&public, None, &mut rand_core::OsRng).unwrap();
        let mut bytes = sent.to_bytes();
        for point in [0, 1] {
            bytes[LATTICE_CIPHERTEXT..].fill(0);
            bytes[LATTICE_CIPHERTEXT] = point;
            assert!(Encapsulated::from_bytes(&bytes).is_err(), "point {point}");
        }
        assert!(Encapsulated::from_bytes(&bytes[1..]).is_err());
    }

    #[test]
    fn a_changed_ciphertext_gives_another_secret() {
        let private = Private::expand(&[2; 32]);
        let public = XWing::sk_to_pk(&private);
        let (shared, sent) = XWing::encap(&public, None, &mut rand_core::OsRng).unwrap();
        for at in [0, 500, LATTICE_CIPHERTEXT - 1] {
            let mut bytes = sent.to_bytes();
            bytes[at] ^= 1;
            let sent = Encapsulated::from_bytes(&bytes).unwrap();
            assert_ne!(XWing::decap(&private, None, &sent).unwrap().0, shared.0);
        }
    }
}

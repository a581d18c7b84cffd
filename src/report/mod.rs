//! Views to bytes: printed offers and the records the law asks for will be made here. It opens no file.
//!
//! Nothing is built here yet; the room stands so that its wall does.

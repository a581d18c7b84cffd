//! Views to bytes. It opens no file.

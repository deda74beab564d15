//! The server as a client meets it: a real port, real requests.

mod clients;
mod faults;
mod frames;
mod live;
mod reading;
mod support;
mod writing;

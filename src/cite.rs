//! STUB
#![allow(missing_docs, clippy::all, clippy::pedantic)]
use crate::chronology::{Chronology, tables::Citation};
pub enum Style { Note, Markdown, Bibtex, Csl }
pub fn of_citation(_c:&Chronology,_x:Citation,_s:Style)->String{String::new()}
pub fn link_of(_c:&Chronology,_x:Citation)->Option<String>{None}
pub fn brief(_c:&Chronology,_x:&[Citation],_d:chrono::NaiveDate)->String{String::new()}

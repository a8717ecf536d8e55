//! STUB
#![allow(missing_docs, clippy::all, clippy::pedantic)]
mod bits;
pub use bits::Bits;
use std::collections::HashSet; use std::ops::Range; use chrono::NaiveDate;
use crate::chronology::Chronology; use crate::chronology::date::Certainty; use crate::chronology::model::*;
#[derive(Debug)] pub struct Index;
#[derive(Debug, Clone, PartialEq, Default)] pub struct Query(String);
impl Query { pub fn parse(t:&str)->Self{Self(t.trim().to_owned())} pub fn text(&self)->&str{&self.0} pub fn is_empty(&self)->bool{self.0.is_empty()} }
#[derive(Debug, Clone)] pub struct Complaint { pub range: Range<usize>, pub message: String, pub help: Option<String> }
#[derive(Debug, Clone, Copy, PartialEq, Eq)] pub enum Verified { Yes, No, Unknown }
pub struct Lens<'a> { pub marked: &'a HashSet<RecordIx>, pub status: &'a dyn Fn(StatementIx)->Option<Verified>, pub as_of: NaiveDate }
#[derive(Debug, Clone)] pub struct Hit { pub record: RecordIx, pub nth: u32, pub score: f32, pub certainty: Certainty }
#[derive(Debug, Clone)] pub struct Hits { pub ranked: Vec<Hit>, pub total: usize, pub maybe: usize, pub records: Bits, pub maybes: Bits }
#[derive(Debug, Clone, Copy, PartialEq)] pub enum Field { Text, Speaker, Outlet, Title, Topic }
pub struct Lit { pub range: Range<usize> } impl Lit { pub fn is_strong(&self)->bool{true} }
#[derive(Debug, Clone)] pub struct Completion { pub range: Range<usize>, pub text: String, pub label: String, pub count: usize }
impl Index {
 pub fn build(_c:&Chronology)->Self{Self}
 pub fn search(&self,c:&Chronology,q:&Query,_l:&Lens,_n:usize)->Hits{ let mut b=Bits::none(c.records.len()); let mut r=vec![]; for i in 0..c.records.len(){ let t=match c.record(i.into()){crate::chronology::tables::Record::Event(e)=>c.event(e).title.to_string(),_=>c.reports(i.into()).iter().map(|s|c.statement(*s).text.to_string()).collect::<Vec<_>>().join(" ")}; if t.to_lowercase().contains(&q.0.to_lowercase()){b.insert(i); r.push(Hit{record:i.into(),nth:0,score:1.0,certainty:Certainty::Yes});}} Hits{total:r.len(),ranked:r,maybe:0,records:b,maybes:Bits::none(c.records.len())} }
 pub fn complaints(&self,_c:&Chronology,_q:&Query)->Vec<Complaint>{vec![]}
 pub fn highlight(&self,q:&Query,t:&str,_f:Field)->Vec<Lit>{ t.to_ascii_lowercase().match_indices(&q.0.to_ascii_lowercase()).map(|(i,m)|Lit{range:i..i+m.len()}).collect() }
 pub fn complete(&self,_c:&Chronology,_t:&str,_a:usize)->Vec<Completion>{vec![]}
}
pub mod label { use std::ops::Range; pub fn rank<'a>(q:&str, l: impl Iterator<Item=(usize,&'a str)>, n:usize)->Vec<(usize,i64,Vec<Range<usize>>)>{ l.filter(|(_,t)|t.to_lowercase().contains(&q.to_lowercase())).map(|(i,_)|(i,0,vec![])).take(n).collect() } }

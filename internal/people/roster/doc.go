// Package roster reads files of people: comma, semicolon or tab separated text in several encodings, and XLSX. It finds out which
// column holds what, and turns rows into records. It knows no database and decides nothing about people.
//
// What it never does: guess the order of day and month for one row (a column's form is decided as a whole, or said by whoever imports), run a
// formula (it is text), or drop a row that has something in it.
package roster

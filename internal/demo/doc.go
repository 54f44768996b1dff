// Package demo makes the demo organisation, Ferrow & Lund, and shows its pages: whom one may be, what is worth a look, and the
// mail that nobody outside gets.
//
// What it promises:
//
//   - Everything is made by the use cases of the product, in the order in which it happened, by the persons who did it; so every figure
//     that a page shows is counted from rows, as in any other installation.
//   - The pages and the signing in without proof exist in the demo alone: package app adds this package only there.
//   - It is made once. A database that holds anybody else is refused.
package demo

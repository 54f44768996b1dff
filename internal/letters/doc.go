// Package letters writes letters from templates and keeps the personnel file.
//
// # What always holds
//
//   - A template is checked when it is saved: it names only facts that there are (Places), and the same ones in each language. The head of HR keeps templates.
//   - A letter is written within a case, about the person whom the case is for, by somebody who works on the case; some only by the head of HR. It leaves
//     nothing empty: a fact that is missing is named, and the letter is not issued. What a record holds cannot be typed over, and nobody types what was decided.
//   - A letter that was issued never changes. Another one from the same template in the same case is its next version, and the earlier one says that it was replaced.
//     The same letter again is the one that there is.
//   - A letter knows which version of the decision and of the calculation it tells of. When one is changed later it says so, until another letter replaces it.
//   - The page is the accessible letter; the PDF is its printable copy and says the same.
//   - Who asked, whom it is for, who stands by them and who works on the case read a letter. Managers and people whom a case is about do not.
//   - Each letter lies in the personnel file of its person with a date until which it is kept, and so does its signed copy. Persons read their own file; HR reads one with a reason,
//     which is kept and which the person reads in it. Past the date it is deleted, unless a legal hold keeps it.
//
// # Facts
//
// LetterIssued, CopyFiled.
package letters

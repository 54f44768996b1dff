// Package field holds what services ask for besides words: fields of a type, which the head of HR gives a service, and what cases hold in them.
//
// # What always holds
//
//   - A field keeps its type and its key. It may be retired: then it is not asked for any more, and the cases that hold something in it keep that and how it reads. The same goes for a choice that
//     is taken off its list.
//   - A value is kept as what it is: a number as a number, a date as a date, never as a text of both.
//   - Who reads the fields of a case is the requester, who stands by them, and HR, as far as they read its words: no manager, and nobody whom it is about. Those that HR alone reads are on no page,
//     in no answer, search, list or export of anybody else.
//   - The requester fills in the requester's fields, when they ask and while the case is open; HR fills in all of them.
//   - What is required is asked of who asks on the portal or by the API for themselves. A mail, or a call that HR writes down, is never held up: HR is told what is still missing.
//   - The conversation says who changed which field, never what stood there: who corrects a mistake does not keep it.
//   - Rules of HR ask fields of no case that holds health data; texts to who asked hold none that HR alone reads, and none at all where a manager or whom it is about reads the conversation; a file of the queue has
//     them of cases whose words its reader reads.
//   - What a case that holds health data was given is in no index of words.
package field

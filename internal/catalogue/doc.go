// Package catalogue holds what HR offers: the services that people can ask for, each with its promise and who may see its cases,
// and the causes by which closed cases are told apart.
//
// # What always holds
//
//   - There is always the service DefaultService, for what has no place of its own, and the cause Other. Neither can be switched off.
//   - A service is switched off, never deleted: cases point to it.
//   - What a service says about sight (sensitivity, manager, about, health) counts for cases opened after the change; a case
//     keeps what its requester was told.
//
// # Who may
//
// Everyone reads what they may ask for; the head of HR changes it.
package catalogue

// Package auth finds out who is asking: sessions, e-mailed links, passwords, second factors, PINs at shared terminals, and API tokens.
//
// # What always holds
//
//   - Nothing that lets somebody in is kept as it is: sessions, links, codes and tokens as hashes, passwords and PINs by argon2id, the secret of a
//     second factor encrypted by this installation's key.
//   - Links and codes work once, and only for what they were made for.
//   - The answer to a known address and to an unknown one is the same.
//   - Whoever has a role needs a second factor before the role counts, except in the demo. API tokens need none.
//   - Somebody signed in by PIN is in the portal face only. A PIN is no password in the sense of NIST 800-63B-4: it works only at a registered
//     terminal, or on a device that was enrolled by an activation code, and ten wrong ones in a row end it.
//   - Roles are read anew for every request.
//
// Single sign-on has its place in the table auth_identity: an issuer's subject is one of our persons.
package auth

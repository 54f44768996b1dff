// Package bearer gets access tokens by OAuth 2.0 (RFC 6749) and signs in to mail servers with them (RFC 7628 and XOAUTH2), for providers that take no
// passwords of mailboxes any more.
//
// A Grant says how tokens are got: by the client's own secret (section 4.4) or by a refresh token (section 6). A Source keeps a token until shortly before it
// runs out and gets one at a time. What the sign-in service or the mail server refuses is not asked again at once: the Source rests, and answers meanwhile with the
// same sentence, which tells an administrator what to do. Neither secrets nor tokens are in sentences.
package bearer

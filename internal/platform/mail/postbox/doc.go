// Package postbox takes mails straight from mail servers: by SMTP from anywhere, or by LMTP from the mail server beside it.
//
// It is no relay: it knows no accounts, and a recipient that its Taker does not know is refused at RCPT. It answers 250 only after the Taker
// has the mail on the disk, so that a crash before that makes the peer send again. The bytes that it hands over are the bytes that were sent,
// without a header of its own; the envelope goes beside them.
//
// The commands are read by go-smtp. Below it lies a wire, one for each connection, for what go-smtp leaves open in version 0.25.1:
//
//   - It takes CR CR LF for no end of a line, so that a mail which ends in a bare CR would never end, and a dot doubled after one would stay.
//     The wire finds the end of DATA by itself.
//   - A connection that ends within the last chunk of BDAT would pass for the end of the mail. The wire counts the bytes.
//   - Its one time limit holds for a command and for the whole of DATA alike, and is begun again by no byte. The wire has the limits.
//   - Nothing bounds the number of commands, refused or not, or how much is thrown away of what is too large.
package postbox

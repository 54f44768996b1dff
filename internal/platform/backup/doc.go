// Package backup writes the whole of an installation into one file while its server runs, and makes an installation of it again.
//
// The file is a tar archive, compressed by gzip: backup.json says what it is, key is the key of the installation; then come hearth.db and files/ID
// for the embedded database, or tables/NAME (the text format of PostgreSQL's COPY) for PostgreSQL; the last entry, SHA256SUMS, lists the sum of
// each other one as sha256sum does. Whoever has the file can read everything in it: it is written with mode 0600.
//
// A backup is one committed state. An attachment is on the disk before the transaction that names it, so copying the database first and the
// attachments after it misses none.
package backup

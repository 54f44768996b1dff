// Package ident makes identifiers: keys of rows, secrets for links, and case numbers that people can read out.
package ident

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"
)

// New returns a UUIDv7 as text: unique, and later ones sort after earlier ones.
func New() string { return uuid.Must(uuid.NewV7()).String() }

// Valid reports whether s has the form of an identifier made by New.
func Valid(s string) bool {
	_, err := uuid.Parse(s)
	return err == nil && len(s) == 36
}

// Secret returns 256 random bits as URL-safe text, for links and tokens.
func Secret() string {
	b := make([]byte, 32)
	if _, err := rand.Read(b); err != nil {
		panic("ident: no randomness: " + err.Error()) // the system cannot work safely without it
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// Hash returns the SHA-256 of a secret in hexadecimal: what the database keeps instead of the secret.
func Hash(secret string) string {
	h := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(h[:])
}

// Mark is a print of what is kept: another one as soon as one of the parts is another. Who read it by one mark is told when they would save over what has another by then.
func Mark(parts ...string) string { return Hash(fmt.Sprintf("%q", parts)) }

// Numbers maps a sequence 0, 1, 2 … to numbers that people can read out, by a keyed permutation: two numbers say
// nothing about how many lie between them. The first 9,000 have four digits, the next 90,000 five, and so on.
type Numbers struct{ key []byte }

// NewNumbers returns the permutation of key. The same key always gives the same numbers.
func NewNumbers(key []byte) Numbers { return Numbers{key} }

// At returns the number for the n-th object; n must not be negative.
func (p Numbers) At(n int64) int64 {
	low, size := int64(1000), int64(9000)
	for n >= size {
		n -= size
		low *= 10
		size *= 10
	}
	x := n
	for { // cycle walking keeps the permutation within [0, size)
		x = p.feistel(x, size)
		if x < size {
			return low + x
		}
	}
}

// feistel permutes x within the smallest even power of two that holds size, in six rounds keyed by HMAC-SHA-256.
func (p Numbers) feistel(x, size int64) int64 {
	half := uint(1)
	for int64(1)<<(2*half) < size {
		half++
	}
	mask := uint64(1)<<half - 1
	l, r := uint64(x)>>half, uint64(x)&mask
	for round := range 6 {
		l, r = r, l^(p.round(round, size, r)&mask)
	}
	return int64(l<<half | r)
}

func (p Numbers) round(round int, size int64, r uint64) uint64 {
	m := hmac.New(sha256.New, p.key)
	fmt.Fprintf(m, "%d/%d/%d", round, size, r)
	return binary.BigEndian.Uint64(m.Sum(nil))
}

package rtf

import "encoding/binary"

// preset is what the dictionary holds before anything was written ([MS-OXRTFCP] 2.1.3.1.1).
const preset = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
	"\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

const (
	compressed = 0x75465A4C // "LZFu"
	plain      = 0x414C454D // "MELA"
	window     = 4096
)

// Decompress returns the source that a property of Outlook holds ([MS-OXRTFCP]), at most limit bytes of it; whole says that nothing is missing. Its checksum is not looked at.
func Decompress(b []byte, limit int) (source string, whole bool) {
	if len(b) < 16 {
		return "", false
	}
	size, kind := int(binary.LittleEndian.Uint32(b[4:])), binary.LittleEndian.Uint32(b[8:])
	b = b[16:]
	switch kind {
	case plain:
		n := min(size, len(b), limit)
		return string(b[:n]), n == size
	case compressed:
		out := expand(b, min(size, limit))
		return string(out), len(out) == size
	}
	return "", false
}

// expand writes what b says until there are n bytes, or b ends.
func expand(b []byte, n int) []byte {
	var dict [window]byte
	at := copy(dict[:], preset)
	var out []byte
	put := func(c byte) {
		out = append(out, c)
		dict[at%window] = c
		at++
	}
	for len(b) > 0 && len(out) < n {
		control := b[0]
		b = b[1:]
		for bit := 0; bit < 8 && len(out) < n; bit++ {
			if control&(1<<bit) == 0 {
				if len(b) < 1 {
					return out
				}
				put(b[0])
				b = b[1:]
				continue
			}
			if len(b) < 2 {
				return out
			}
			pair := binary.BigEndian.Uint16(b)
			b = b[2:]
			from, length := int(pair>>4), int(pair&15)+2
			if from == at%window { // the end
				return out
			}
			for i := 0; i < length && len(out) < n; i++ {
				put(dict[(from+i)%window])
			}
		}
	}
	return out
}

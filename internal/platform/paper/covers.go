package paper

import (
	"encoding/binary"
	"errors"
)

var errFont = errors.New("the typeface of letters has no table of letters that we can read")

// covers reads which letters a TrueType font has, from the table of format 4 that every font of the Basic Multilingual Plane holds (OpenType, cmap). Beyond that plane it has none.
func covers(ttf []byte) (func(rune) bool, error) {
	table, err := format4(ttf)
	if err != nil {
		return nil, err
	}
	u16 := func(at int) int {
		if at+2 > len(table) {
			return 0
		}
		return int(binary.BigEndian.Uint16(table[at:]))
	}
	segments := u16(6) / 2
	ends, starts := 14, 16+2*segments
	deltas, offsets := starts+2*segments, starts+4*segments
	all := make([]bool, 1<<16)
	for i := range segments {
		for r := u16(starts + 2*i); r <= u16(ends+2*i); r++ {
			glyph, offset := r, u16(offsets+2*i)
			if offset != 0 {
				if glyph = u16(offsets + 2*i + offset + 2*(r-u16(starts+2*i))); glyph == 0 {
					continue
				}
			}
			all[r] = (glyph+u16(deltas+2*i))&0xffff != 0
		}
	}
	return func(r rune) bool { return r >= 0 && int(r) < len(all) && all[r] }, nil
}

func format4(ttf []byte) ([]byte, error) {
	if len(ttf) < 12 {
		return nil, errFont
	}
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		entry := 12 + 16*i
		if entry+16 > len(ttf) || string(ttf[entry:entry+4]) != "cmap" {
			continue
		}
		at := int(binary.BigEndian.Uint32(ttf[entry+8:]))
		if at+4 > len(ttf) {
			return nil, errFont
		}
		cmap := ttf[at:]
		for j := range int(binary.BigEndian.Uint16(cmap[2:])) {
			record := 4 + 8*j
			if record+8 > len(cmap) {
				break
			}
			if at := int(binary.BigEndian.Uint32(cmap[record+4:])); at+8 <= len(cmap) && binary.BigEndian.Uint16(cmap[at:]) == 4 {
				return cmap[at:], nil
			}
		}
	}
	return nil, errFont
}

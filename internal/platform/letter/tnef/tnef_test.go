package tnef_test

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"hearth/internal/platform/letter/tnef"
)

// stream writes a stream as [MS-OXTNEF] 2.1 says.
type stream struct{ bytes.Buffer }

func newStream() *stream {
	s := &stream{}
	s.Write([]byte{0x78, 0x9F, 0x3E, 0x22, 0x01, 0x00})
	s.attribute(1, 0x00089006, []byte{0, 0, 1, 0})
	return s
}

func (s *stream) attribute(level byte, id uint32, data []byte) *stream {
	s.WriteByte(level)
	s.Write(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, id), uint32(len(data))))
	s.Write(data)
	sum := uint16(0)
	for _, c := range data {
		sum += uint16(c)
	}
	s.Write(binary.LittleEndian.AppendUint16(nil, sum))
	return s
}

// property is a value in a list of properties; one of a named property carries its name.
func property(kind, id uint16, value []byte, name ...string) []byte {
	b := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, kind), id)
	if len(name) > 0 {
		b = binary.LittleEndian.AppendUint32(append(b, make([]byte, 16)...), 1)
		b = sized(b, unicode(name[0]))
	}
	switch kind {
	case 0x0003, 0x000B, 0x0040:
		return append(b, value...)
	}
	return sized(binary.LittleEndian.AppendUint32(b, 1), value)
}

func sized(b, value []byte) []byte {
	b = append(binary.LittleEndian.AppendUint32(b, uint32(len(value))), value...)
	for len(value)%4 != 0 {
		value, b = append(slices.Clone(value), 0), append(b, 0)
	}
	return b
}

func properties(all ...[]byte) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(all))), bytes.Join(all, nil)...)
}

func unicode(s string) (b []byte) {
	for _, u := range append(utf16.Encode([]rune(s)), 0) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// letterOf is a mail with two files, one as old programs name it, and a mail with a file within it.
func letterOf() *stream {
	inner := newStream().attribute(1, 0x00018004, []byte("Inner\x00")).attribute(1, 0x0002800C, []byte("Words within\x00")).
		attribute(2, 0x00069002, make([]byte, 14)).attribute(2, 0x00018010, []byte("c.txt\x00")).attribute(2, 0x0006800F, []byte("third"))
	return newStream().attribute(1, 0x00069007, []byte{0xE4, 0x04, 0, 0, 0, 0, 0, 0}).
		attribute(1, 0x00018004, []byte("Kr\xe1tk\xe1\x00")).
		attribute(1, 0x00069003, properties(property(0x0003, 0x0E07, []byte{1, 0, 0, 0}), property(0x0040, 0x8001, make([]byte, 8), "a named one"),
			property(0x001F, 0x0037, unicode("Příloha 日本")), property(0x001E, 0x1000, []byte("Dobr\xfd den\x00")))).
		attribute(2, 0x00069002, make([]byte, 14)).attribute(2, 0x00018010, []byte("SMLOUV~1.PDF\x00")).attribute(2, 0x0006800F, []byte("%PDF-1.4")).
		attribute(2, 0x00069005, properties(property(0x001F, 0x3707, unicode("smlouva o práci.pdf")), property(0x001E, 0x370E, []byte("application/pdf\x00")))).
		attribute(2, 0x00069002, make([]byte, 14)).attribute(2, 0x00018010, []byte("b.bin\x00")).attribute(2, 0x00069005, properties(property(0x0102, 0x3701, []byte("second")))).
		attribute(2, 0x00069002, make([]byte, 14)).attribute(2, 0x00069005, properties(property(0x001F, 0x3001, unicode("Forwarded")), property(0x000D, 0x3701, append(make([]byte, 16), inner.Bytes()...))))
}

func TestAMailIsRead(t *testing.T) {
	t.Parallel()
	m := tnef.Read(letterOf().Bytes())
	if m.Subject != "Příloha 日本" || m.Text != "Dobrý den" || m.HTML != "" || !m.Whole {
		t.Errorf("got %q, %q, %q (whole: %v)", m.Subject, m.Text, m.HTML, m.Whole)
	}
	want := []tnef.File{{Name: "smlouva o práci.pdf", Type: "application/pdf", Data: []byte("%PDF-1.4")}, {Name: "b.bin", Data: []byte("second")},
		{Name: "Forwarded.txt", Type: "text/plain; charset=utf-8", Data: []byte("Inner\n\nWords within")}, {Name: "c.txt", Data: []byte("third")}}
	if !slices.EqualFunc(m.Files, want, func(a, b tnef.File) bool {
		return a.Name == b.Name && a.Type == b.Type && bytes.Equal(a.Data, b.Data)
	}) {
		t.Errorf("got files %q, want %q", m.Files, want)
	}
}

func TestFormattedTextIsRead(t *testing.T) {
	t.Parallel()
	source := `{\rtf1\ansi\ansicpg1252 Only here}`
	packed := binary.LittleEndian.AppendUint32(nil, uint32(len(source)+12))
	packed = binary.LittleEndian.AppendUint32(packed, uint32(len(source)))
	packed = append(binary.LittleEndian.AppendUint32(packed, 0x414C454D), 0, 0, 0, 0)
	if m := tnef.Read(newStream().attribute(1, 0x00069003, properties(property(0x0102, 0x1009, append(packed, source...)))).Bytes()); m.Text != "Only here" || !m.Whole {
		t.Errorf("got %q (whole: %v)", m.Text, m.Whole)
	}
	if m := tnef.Read(newStream().attribute(1, 0x00069003, properties(property(0x0102, 0x1013, []byte("<meta charset=utf-8><p>ü")))).Bytes()); m.HTML != "<meta charset=utf-8><p>ü" || m.Text != "" {
		t.Errorf("got %q and %q", m.HTML, m.Text)
	}
}

// However much of a stream is lost, what stood before is read, and it is not called whole.
func TestAStreamThatIsCutIsReadSoFar(t *testing.T) {
	t.Parallel()
	whole := letterOf().Bytes()
	if tnef.Is([]byte("PK\x03\x04......")) || !tnef.Is(whole) {
		t.Error("a stream is not told from something else")
	}
	ends := map[int]bool{6: true}
	for at := 6; at < len(whole); {
		at += 9 + int(binary.LittleEndian.Uint32(whole[at+5:])) + 2
		ends[at] = true
	}
	for n := range whole {
		if m := tnef.Read(whole[:n]); m.Whole != ends[n] || len(m.Files) > 4 {
			t.Errorf("of %d bytes: whole %v, %d files", n, m.Whole, len(m.Files))
		}
	}
}

// Mails within mails are opened some levels deep; the rest is kept as it stands.
func TestMailsWithinMailsEnd(t *testing.T) {
	t.Parallel()
	s := newStream().attribute(1, 0x0002800C, []byte("the innermost"))
	for range 10 {
		s = newStream().attribute(2, 0x00069002, make([]byte, 14)).attribute(2, 0x00069005, properties(property(0x000D, 0x3701, append(make([]byte, 16), s.Bytes()...))))
	}
	m := tnef.Read(s.Bytes())
	if last := m.Files[len(m.Files)-1]; m.Whole || last.Name != "mail.dat" || !tnef.Is(last.Data) {
		t.Errorf("whole: %v, the last of %d files is %s", m.Whole, len(m.Files), last.Name)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(letterOf().Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		m := tnef.Read(b)
		if !utf8.ValidString(m.Subject+m.Text+m.HTML) || len(m.Files) > tnef.MaxFiles || m.Whole && !tnef.Is(b) {
			t.Errorf("got %+v", m)
		}
	})
}

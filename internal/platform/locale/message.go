package locale

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Msg is a message that is not rendered yet: an English sentence, which is also its key, and its arguments. Faults and
// events carry it, each reader gets it in their own language. As JSON it keeps the kinds of its arguments: texts, whole
// numbers, instants, durations and other messages.
type Msg struct {
	Key  string
	Args []any
}

// M returns a message to be rendered later.
func M(key string, args ...any) Msg { return Msg{Key: key, Args: args} }

// In renders m for the reader of ctx.
func (m Msg) In(ctx context.Context) string { return T(ctx, m.Key, m.Args...) }

// T renders the message key for the reader of ctx. Its verbs are those of fmt ("%s", "%d", "%[2]s"); an argument that no
// verb asks for is left out. Arguments are shown so: a Msg in the same language, a time.Time (or a type that embeds it)
// as DateTime, a time.Duration as Duration, everything else as fmt does.
func T(ctx context.Context, key string, args ...any) string {
	l := From(ctx)
	return l.whole(ctx, l.text(key), args)
}

// N renders a message that counts: one for the English singular, other for the plural and as the message key. n is the
// first argument of both ("%d"), args follow it.
func N(ctx context.Context, n int, one, other string, args ...any) string {
	l := From(ctx)
	return l.whole(ctx, l.pluralText(n, one, other), append([]any{n}, args...))
}

// whole renders a complete message, which the pseudo-language marks and lengthens.
func (l Locale) whole(ctx context.Context, text string, args []any) string {
	if l.lang != Pseudo {
		return l.fill(ctx, text, args)
	}
	return "⟦" + l.fill(ctx, text, args) + padding(text) + "⟧"
}

// fill puts args into text, and accents the text's own letters in the pseudo-language.
func (l Locale) fill(ctx context.Context, text string, args []any) string {
	if l.lang != Pseudo && strings.IndexByte(text, '%') < 0 {
		return text
	}
	var b strings.Builder
	next := 0
	for _, p := range apart(text) {
		switch {
		case p.verb == 0 && l.lang == Pseudo:
			b.WriteString(accented(p.text))
		case p.verb == 0:
			b.WriteString(p.text)
		default:
			i := next
			if p.index > 0 {
				i = p.index - 1
			}
			next = i + 1
			if i >= len(args) {
				b.WriteString(p.text)
				continue
			}
			b.WriteString(show(ctx, p, args[i]))
		}
	}
	return b.String()
}

// show renders one argument by the verb p.
func show(ctx context.Context, p piece, arg any) string {
	switch a := arg.(type) {
	case Msg:
		return a.In(ctx)
	case instant:
		return DateTime(ctx, a.In(time.UTC))
	case time.Duration:
		return Duration(ctx, a)
	case string:
		if p.verb == 's' || p.verb == 'v' {
			return a
		}
	case int, int64:
		if p.verb == 's' {
			return fmt.Sprint(a)
		}
	}
	return fmt.Sprintf("%"+p.flags+string(p.verb), arg)
}

// instant is a time.Time or a type that embeds it.
type instant interface {
	In(*time.Location) time.Time
}

// piece is a stretch of plain text (verb 0), or one verb.
type piece struct {
	text  string
	verb  byte
	flags string
	index int // of the argument, from 1; 0 means the next
}

// taken holds messages that were taken apart, at most about mostTaken of them: those of the product are fewer.
var (
	taken     sync.Map
	takenSize atomic.Int32
)

const mostTaken = 1 << 14

// apart returns the pieces of a message, which are shared.
func apart(text string) []piece {
	if all, ok := taken.Load(text); ok {
		return all.([]piece)
	}
	all := pieces(text)
	if takenSize.Load() < mostTaken {
		takenSize.Add(1)
		taken.Store(text, all)
	}
	return all
}

// pieces takes a message apart at its verbs.
func pieces(text string) []piece {
	var out []piece
	plain := func(s string) {
		if s != "" {
			out = append(out, piece{text: s})
		}
	}
	for {
		start := strings.IndexByte(text, '%')
		if start < 0 {
			plain(text)
			return out
		}
		end := start + 1
		for end < len(text) && strings.IndexByte("0123456789.+-#[]", text[end]) >= 0 {
			end++
		}
		if end == start+1 && end < len(text) && text[end] == '%' {
			plain(text[:end]) // "%%" is a per cent sign
			text = text[end+1:]
			continue
		}
		if end == len(text) || !isLetter(text[end]) {
			plain(text[:start+1]) // "5 % of" is no verb
			text = text[start+1:]
			continue
		}
		plain(text[:start])
		out = append(out, verbOf(text[start:end+1]))
		text = text[end+1:]
	}
}

func verbOf(s string) piece {
	p := piece{text: s, verb: s[len(s)-1], flags: s[1 : len(s)-1]}
	if open := strings.IndexByte(p.flags, '['); open >= 0 {
		if n, rest, ok := strings.Cut(p.flags[open+1:], "]"); ok {
			p.index, _ = strconv.Atoi(n) // not a number: the next argument
			p.flags = p.flags[:open] + rest
		}
	}
	return p
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// argument is an argument of a Msg as JSON.
type argument struct {
	Text     *string    `json:"text,omitempty"`
	Number   *int64     `json:"number,omitempty"`
	Time     *time.Time `json:"time,omitempty"`
	Duration *int64     `json:"seconds,omitempty"`
	Msg      *Msg       `json:"msg,omitempty"`
}

type messageJSON struct {
	Key  string     `json:"key"`
	Args []argument `json:"args,omitempty"`
}

// MarshalJSON writes m with the kind of each argument. An argument of another kind is kept as its text.
func (m Msg) MarshalJSON() ([]byte, error) {
	out := messageJSON{Key: m.Key}
	for _, arg := range m.Args {
		var a argument
		switch v := arg.(type) {
		case Msg:
			a.Msg = &v
		case instant:
			t := v.In(time.UTC)
			a.Time = &t
		case time.Duration:
			s := int64(v / time.Second)
			a.Duration = &s
		case int:
			n := int64(v)
			a.Number = &n
		case int64:
			a.Number = &v
		default:
			s := fmt.Sprint(v)
			a.Text = &s
		}
		out.Args = append(out.Args, a)
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote; whole numbers come back as int.
func (m *Msg) UnmarshalJSON(b []byte) error {
	var in messageJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return fmt.Errorf("read message: %w", err)
	}
	*m = Msg{Key: in.Key}
	for _, a := range in.Args {
		switch {
		case a.Msg != nil:
			m.Args = append(m.Args, *a.Msg)
		case a.Time != nil:
			m.Args = append(m.Args, *a.Time)
		case a.Duration != nil:
			m.Args = append(m.Args, time.Duration(*a.Duration)*time.Second)
		case a.Number != nil:
			m.Args = append(m.Args, int(*a.Number))
		case a.Text != nil:
			m.Args = append(m.Args, *a.Text)
		default:
			m.Args = append(m.Args, "")
		}
	}
	return nil
}

package intake_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"time"
)

// forgery is a way to write into a case that is somebody else's.
type forgery struct {
	name  string
	write func(f *forger) string
}

// at is the address that a member writes from.
func at(key string) string { return key + "@ferrow-lund.example" }

// from writes a mail of somebody who has no right to the sign that leads v into c.
func (f *forger) from(line string, c oneCase, fields ...string) string {
	to, more := f.way(f.a.Threads, f.claim(c, c.owner))
	return f.write(line, to, f.subject(), append(fields, more...)...)
}

// forgeries are the ways, one after the other.
func forgeries() []forgery {
	return append(append(senders(), signs()...), spellings()...)
}

func senders() []forgery {
	return []forgery{
		{"a stranger with a sign", func(f *forger) string { v, _ := f.victim(); return f.from("From: Eve <"+f.eve()+">", v) }},
		{"a colleague with a sign", func(f *forger) string { v, o := f.victim(); return f.from("From: "+at(o.owner), v) }},
		{"the field Sender", func(f *forger) string {
			v, _ := f.victim()
			return f.from("From: "+f.eve(), v, "Sender: "+v.name+" <"+at(v.owner)+">")
		}},
		{"the field Reply-To", func(f *forger) string {
			v, _ := f.victim()
			return f.from("From: "+f.eve(), v, "Reply-To: "+at(v.owner))
		}},
		{"other fields", func(f *forger) string {
			v, _ := f.victim()
			field := f.pick("Resent-From", "X-Original-From", "Return-Path", "X-Sender", "Errors-To", "Original-From", "X-From", "Disposition-Notification-To", "Envelope-From")
			return f.from("From: "+f.eve(), v, field+": <"+at(v.owner)+">")
		}},
		{"a display name with a sign", func(f *forger) string {
			v, _ := f.victim()
			name := f.pick(`"`+at(v.owner)+`"`, v.name, `"`+v.name+` (`+at(v.owner)+`)"`, `=?utf-8?b?`+base64.StdEncoding.EncodeToString([]byte(at(v.owner)))+`?=`)
			return f.from("From: "+name+" <"+f.eve()+">", v)
		}},
		{"a display name alone", func(f *forger) string {
			v, _ := f.victim()
			return f.write("From: "+f.pick(v.name, "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte(v.name))+"?=")+" <"+f.eve()+">", "hr@ferrow-lund.example", "My account", "X-Priority: 1")
		}},
		{"several senders", func(f *forger) string {
			v, _ := f.victim()
			pair := f.pick(at(v.owner)+", "+f.eve(), f.eve()+", "+at(v.owner), v.name+" <"+at(v.owner)+">, Eve <"+f.eve()+">")
			return f.from("From: "+pair, v)
		}},
		{"several fields From", func(f *forger) string {
			v, _ := f.victim()
			a, b := at(v.owner), f.eve()
			if f.r.IntN(2) == 0 {
				a, b = b, a
			}
			name := f.pick("From", "FROM", "from", "From ", "From\t")
			return f.from("From: "+a, v, name+": "+b)
		}},
		{"our own address", func(f *forger) string {
			v, _ := f.victim()
			own := f.pick("hr@ferrow-lund.example", "HR@ferrow-lund.example", "hr+x@ferrow-lund.example", f.address(v))
			if f.r.IntN(2) == 0 {
				return f.write("From: "+own, "hr@ferrow-lund.example", "hello")
			}
			return f.from("From: "+own, v)
		}},
		{"control fields", func(f *forger) string {
			v, _ := f.victim()
			number := strings.TrimPrefix(v.number, "HR-")
			field := f.pick("X-Hearth-Case: "+v.number, "X-Hearth-Person: "+at(v.owner), "RT-Ticket: ferrow #"+number, "X-Zammad-Ticket-Id: "+number, "X-OTRS-TicketNumber: "+number,
				"X-GLPI-Ticket: "+number, "Thread-Index: "+number, "X-Loop: "+number, "X-Hearth-Origin: guessed", "X-Envelope-From: "+at(v.owner))
			return f.write("From: "+f.eve(), "hr@ferrow-lund.example", "Re: ["+v.number+"] Night allowance", field)
		}},
		{"a mail within the mail", func(f *forger) string {
			v, _ := f.victim()
			inner := f.from("From: "+at(v.owner), v)
			to, more := f.way(f.a.Threads, f.claim(v, v.owner))
			head := f.write("From: "+f.eve(), to, f.subject(), append(more, "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b")...)
			return strings.TrimSuffix(head, "\r\n") + "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + inner + "--b--\r\n"
		}},
		{"who does not work here any more", func(f *forger) string {
			c := f.cases[len(f.cases)-1] // TestForgedMailsStayOutside lets them leave
			return f.from("From: "+at(c.owner), c, "X-Left: "+c.owner)
		}},
		{"what the trusted server refuses", func(f *forger) string {
			v, _ := f.victim()
			top := "Authentication-Results: " + trusted + "; " + f.pick("dmarc=fail header.from=ferrow-lund.example", "spf=fail; dkim=none; dmarc=fail", "spf=fail smtp.mailfrom=evil.example; dkim=none", "spf=fail; dkim=fail; dmarc=none")
			forged := f.pick("Authentication-Results: mx.evil.example; dmarc=pass spf=pass", "Received: from evil.example by x.example\r\nAuthentication-Results: "+trusted+"; spf=pass; dkim=pass; dmarc=pass",
				"Authentication-Results: mx.ferrow-lund.example.evil.example; dmarc=pass", "Received: by x\r\nAuthentication-Results: (x) "+trusted+"; dmarc=pass", "Received: by "+trusted+"\r\nAuthentication-Results: "+trusted+"; dmarc=pass (really)",
				"X-Authentication-Results: "+trusted+"; dmarc=pass", "ARC-Authentication-Results: i=1; "+trusted+"; dmarc=pass")
			if f.r.IntN(3) == 0 {
				return f.write("From: "+at(v.owner), "hr@ferrow-lund.example", "New account", top, forged)
			}
			to, more := f.way(f.a.Threads, f.claim(v, v.owner))
			return f.write("From: "+at(v.owner), to, f.subject(), append([]string{top, forged}, more...)...)
		}},
	}
}

func signs() []forgery {
	return []forgery{
		{"a number in the subject", func(f *forger) string {
			v, o := f.victim()
			subject := f.pick("Re: ["+v.number+"] Night allowance", strings.ToLower(v.number), "AW: "+v.number+" | "+o.number, "[#"+v.number+"]", "=?utf-8?q?"+strings.ReplaceAll(v.number, "-", "=2D")+"?=", "("+v.number+")")
			return f.write("From: "+f.pick(at(v.owner), at(o.owner), f.eve()), "hr@ferrow-lund.example", subject)
		}},
		{"a guessed address", func(f *forger) string {
			v, o := f.victim()
			real, _, _ := strings.Cut(f.address(v), "@")
			i := 4 + f.r.IntN(len(real)-5)
			other := "abcdefghijklmnopqrstuvwxyz234567"[f.r.IntN(32)]
			if other == real[i] {
				other = "abcdefghijklmnopqrstuvwxyz234567"[(strings.IndexByte("abcdefghijklmnopqrstuvwxyz234567", other)+1)%32]
			}
			guess := f.pick("hr+"+strings.ToLower(v.number), "hr+"+v.number[3:], "hr+case-"+v.number[3:], "hr+c"+v.number[3:], real[:i]+string(other)+real[i+1:], real[:i], real+"a", "hr+cc"+real[4:], "hr+b"+real[4:], "hr+c"+strings.Repeat("a", len(real)-4))
			return f.write("From: "+f.pick(at(v.owner), at(o.owner), f.eve()), guess+"@ferrow-lund.example", f.subject())
		}},
		{"an id without a sign", func(f *forger) string {
			v, _ := f.victim()
			id := f.pick("h."+strings.Repeat("0a", 16), "h1."+strings.Repeat("a", 50+f.r.IntN(30)), "h1.", "h1."+v.number, "H."+v.number)
			return f.write("From: "+at(v.owner), "hr@ferrow-lund.example", f.subject(), f.pick("In-Reply-To", "References")+": <"+id+"@ferrow-lund.example>")
		}},
		{"a sign of another recipient", func(f *forger) string {
			v, o := f.victim()
			to, more := f.way(f.a.Threads, f.claim(v, v.owner))
			return f.write("From: "+at(o.owner), to, f.subject(), more...)
		}},
		{"a sign of another case", func(f *forger) string {
			v, o := f.victim()
			return f.write("From: "+at(o.owner), f.renumbered(o, v), f.subject())
		}},
		{"a sign that is too old", func(f *forger) string {
			v, _ := f.victim()
			to, more := f.way(f.a.Threads, f.until(f.claim(v, v.owner), -time.Duration(25+f.r.IntN(9000))*time.Hour))
			return f.write("From: "+at(v.owner), to, f.subject(), more...)
		}},
		{"a sign of another installation", func(f *forger) string {
			v, _ := f.victim()
			to, more := f.way(f.other, f.claim(v, v.owner))
			return f.write("From: "+at(v.owner), to, f.subject(), more...)
		}},
		{"an id as an address, and the other way", func(f *forger) string {
			v, _ := f.victim()
			local, _, _ := strings.Cut(strings.TrimPrefix(f.address(v), "hr+c"), "@")
			id, _, _ := strings.Cut(strings.TrimPrefix(f.id(f.a.Threads, f.claim(v, v.owner)), "<h1."), "@")
			if f.r.IntN(2) == 0 {
				return f.write("From: "+at(v.owner), "hr+c"+id+"@ferrow-lund.example", f.subject())
			}
			return f.write("From: "+at(v.owner), "hr@ferrow-lund.example", f.subject(), "References: <h1."+local+"@ferrow-lund.example>")
		}},
		{"many signs of others", func(f *forger) string {
			v, o := f.victim()
			fields := ""
			for range 5 + f.r.IntN(20) {
				fields += "\r\n " + f.id(f.a.Threads, f.claim(v, v.owner))
			}
			return f.write("From: "+f.pick(at(o.owner), f.eve()), "hr@ferrow-lund.example", f.subject(), "References:"+fields)
		}},
	}
}

func spellings() []forgery {
	look := map[rune][]string{'k': {"\u212a", "κ", "к"}, 's': {"ſ", "ѕ"}, 'i': {"İ", "і", "ı", "ｉ"}, 'l': {"ⅼ", "ｌ", "1"}, 'a': {"а", "ａ", "ª"}, '.': {"．", "。", "․"}, 'o': {"о", "ο", "ｏ"}, 'e': {"е", "ｅ", "ℯ"}}
	return []forgery{
		{"letters that look alike", func(f *forger) string {
			v, _ := f.victim()
			text := []rune(at(v.owner))
			for {
				i := f.r.IntN(len(text))
				if all := look[text[i]]; len(all) > 0 {
					fake := string(text[:i]) + all[f.r.IntN(len(all))] + string(text[i+1:])
					return f.from("From: "+f.pick("", v.name+" ")+"<"+fake+">", v)
				}
			}
		}},
		{"full-width letters", func(f *forger) string {
			v, _ := f.victim()
			wide := strings.Map(func(r rune) rune {
				if r > ' ' && r < 0x7f && (r != '@' || f.r.IntN(4) == 0) && f.r.IntN(2) == 0 {
					return r + 0xfee0
				}
				return r
			}, "k"+at(v.owner)[1:])
			if wide == at(v.owner) {
				wide = "ｋ" + wide[1:]
			}
			return f.from("From: <"+wide+">", v)
		}},
		{"signs that nobody sees", func(f *forger) string {
			v, _ := f.victim()
			address := at(v.owner)
			i := 1 + f.r.IntN(len(address)-2)
			return f.from("From: <"+address[:i]+f.pick("\u200b", "\u00ad", "\u2060", "\u200d", "\ufeff", "\u202e", "\u00a0", "\x00", "\x01", "\x7f", "\u0307", "\u0301")+address[i:]+">", v)
		}},
		{"a domain of other letters", func(f *forger) string {
			v, _ := f.victim()
			return f.from("From: "+v.owner+"@"+f.pick("xn--ferrow-lund-0jf.example", "ferrow-lund.example.", "ferrow-lund.examp1e", "ferrow--lund.example", "ferrow-lund.example.evil.example", "mail.ferrow-lund.example", "ferrow-lund.exampl", "[127.0.0.1]"), v)
		}},
		{"a group", func(f *forger) string {
			v, _ := f.victim()
			line := f.pick("%s: %s;", "%s:%s", "Friends: <%s>, <%s>;", "%[2]s: %[1]s, %[2]s;", "undisclosed: %[2]s;, %[1]s", "%s:;%s", `"%s": %s;`)
			return f.from("From: "+fmt.Sprintf(line, at(v.owner), f.eve()), v)
		}},
		{"encoded words", func(f *forger) string {
			v, _ := f.victim()
			word := "=?utf-8?q?" + strings.ReplaceAll(at(v.owner), "@", "=40") + "?="
			coded := "=?utf-8?b?" + base64.StdEncoding.EncodeToString([]byte(at(v.owner))) + "?="
			return f.from("From: "+f.pick(word, coded, "<"+word+">", word+" <"+f.eve()+">", "=?utf-8?q?"+v.owner+"=40?=ferrow-lund.example", "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte("<"+at(v.owner)+">"))+"?= <"+f.eve()+">",
				"=?utf-8?q?"+v.owner+"=00?= <"+f.eve()+">", "=?utf-8?q?=0AFrom:_"+at(v.owner)+"?= <"+f.eve()+">"), v)
		}},
		{"comments", func(f *forger) string {
			v, _ := f.victim()
			line := f.pick("%[2]s (%[1]s)", "(<%[1]s>) %[2]s", "<%[2]s> (%[1]s)", "%[1]s (x) <%[2]s>", "(%[1]s) <%[2]s> (%[1]s)", "<(%[1]s)%[2]s>", "<%[2]s(,%[1]s)>", "%[1]s <%[2]s>", "(%[1]s <%[2]s>", "\"%[1]s\" (\\) <%[1]s>) <%[2]s>")
			return f.from("From: "+fmt.Sprintf(line, at(v.owner), f.eve()), v)
		}},
		{"routes", func(f *forger) string {
			v, _ := f.victim()
			line := f.pick("<@ferrow-lund.example:%[2]s>", "<@evil.example,@ferrow-lund.example:%[2]s>", "<@%[1]s:%[2]s>", "%[1]s <@ferrow-lund.example:%[2]s>", "<%[1]s:%[2]s>", "<%[1]s,@x.example:%[2]s>", "<@evil.example:%[1]s>")
			return f.from("From: "+fmt.Sprintf(line, at(v.owner), f.eve()), v)
		}},
		{"two at-signs", func(f *forger) string {
			v, _ := f.victim()
			line := f.pick("%[1]s@evil.example", "\"%[1]s\"@evil.example", "<%[2]s@ferrow-lund.example>", "<%[1]s@evil.example>", "%[3]s%%ferrow-lund.example@evil.example", "ferrow-lund.example!%[3]s@evil.example", "<%[1]s> <%[2]s>",
				"<<%[1]s>%[2]s>", "<%[1]s %[2]s>", "<%[1]s;%[2]s>", "%[1]s %[2]s", "<%[1]s>, <%[2]s", "\"%[3]s@\"@ferrow-lund.example", "\" %[3]s\"@ferrow-lund.example", "<%[2]s>%[1]s", "<%[1]s\\@evil.example>")
			return f.from("From: "+fmt.Sprintf(line, at(v.owner), f.eve(), v.owner), v)
		}},
		{"ends of lines", func(f *forger) string {
			v, _ := f.victim()
			line := f.pick("%[2]s\rFrom: %[1]s", "%[2]s\r\n From: %[1]s", "%[2]s\nFrom: %[1]s", "%[2]s\r\nFrom : %[1]s", "%[2]s\x0bFrom: %[1]s", "%[2]s\u2028From: %[1]s", "%[2]s\r\n\x00From: %[1]s\r\nFrom: %[1]s", "\r\n %[2]s,\r\n %[1]s")
			return f.from("From: "+fmt.Sprintf(line, at(v.owner), f.eve()), v)
		}},
	}
}

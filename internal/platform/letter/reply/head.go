package reply

import (
	"strings"
)

// field is a line that heads a quoted mail.
type field int

const (
	none field = iota
	from
	sent
	to
	copied
	subject
)

// fields are the names of these lines in the languages mail programs come in.
var fields = func() map[string]field {
	known := map[string]field{}
	for kind, names := range map[field]string{
		from:    "from von de da van från fra lähettäjä od feladó gönderen kimden от від od: expéditeur remitente mittente afzender avsändare od. 差出人 发件人 寄件者 寄件人 보낸사람 보낸 saatja nuo no de: από מאת من frá odosielateľ pošiljateľ pošiljatelj dari",
		sent:    "sent date gesendet datum envoyé envoyé(e) enviado enviada fecha data inviato verzonden skickat sendt dato lähetetty päivämäärä wysłano odesláno odoslané dátum elküldve küldve gönderildi tarih отправлено дата надіслано 送信日時 日付 发送时间 日期 寄件日期 보낸날짜 날짜 trimis ημερομηνία נשלח تاريخ poslano dikirim tanggal",
		to:      "to an à para a aan till til vastaanottaja do komu címzett alıcı kime кому 宛先 收件人 받는사람 către catre προς אל إلى za kepada destinataire destinatario",
		copied:  "cc kopie copie kopia kopi kopio копия копія 抄送 副本 참조",
		subject: "subject betreff objet asunto assunto oggetto onderwerp ämne emne aihe temat předmět predmet tárgy konu тема 件名 主题 主旨 제목 subiect θέμα נושא موضوع zadeva perihal sujet",
	} {
		for _, n := range strings.Fields(names) {
			known[strings.Trim(n, ":.")] = kind
		}
	}
	return known
}()

// maxHead is how many lines the head of a quoted mail is searched in.
const maxHead = 12

// headAt tells whether a quoted mail begins at line i: with a rule that says so, or with at least three lines such as From, Sent and To, directly
// one below the other, of which the first names the author or the time. So that no form that somebody filled in is taken for one, there
// must be an address among them, or a time with its year or hour.
func (f *folder) headAt(i int) bool {
	line := f.bare[i]
	if !f.forward && original(line) {
		return true
	}
	if f.forward || len(line) > 1000 {
		return false
	}
	if k := fieldOf(line); k != from && k != sent {
		return false
	}
	seen, sure := map[field]bool{}, false
	for k := i; k < len(f.bare) && k < i+maxHead && f.bare[k] != ""; k++ {
		line := f.bare[k]
		switch kind := fieldOf(line); kind {
		case none:
			continue // a long list of recipients goes on
		case sent:
			sure = sure || hasClock(line) || hasYear(line)
			seen[kind] = true
		default:
			sure = sure || strings.Contains(line, "@")
			seen[kind] = true
		}
	}
	return len(seen) >= 3 && seen[from] && sure
}

// fieldOf returns which line of a head this is; "*Von:* Bo Lund" is from.
func fieldOf(line string) field {
	line = strings.TrimLeft(line, "*_ \u00A0")
	name, _, ok := strings.Cut(line[:min(len(line), 60)], ":")
	if !ok {
		if name, _, ok = strings.Cut(line[:min(len(line), 60)], "："); !ok {
			return none
		}
	}
	return fields[strings.ToLower(strings.ReplaceAll(strings.Trim(name, "*_ \u00A0"), " ", ""))]
}

// originals are what mail programs write, between dashes, above a mail that is answered.
var originals = []string{
	"original message", "original-nachricht", "originalnachricht", "ursprüngliche nachricht", "urspr. nachricht", "ursprüngliche mail", "message d'origine",
	"message original", "message d’origine", "mensaje original", "mensagem original", "messaggio originale", "oorspronkelijk bericht", "origineel bericht",
	"ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse", "original meddelelse", "opprinnelig melding", "original melding",
	"oryginalna wiadomość", "wiadomość oryginalna", "wiadomość pierwotna", "původní zpráva", "původní e-mail", "pôvodná správa",
	"eredeti üzenet", "orijinal mesaj", "исходное сообщение", "оригинальное сообщение", "mesaj original", "original-mail", "reply message", "original email",
	"元のメッセージ", "原始邮件", "原始郵件", "원본 메시지", "original appointment", "alkuperäinen viesti",
}

// original tells whether a line is "-----Original Message-----" in one of the languages.
func original(line string) bool {
	text := strings.Trim(line, "-_=*─— \u00A0")
	if len(text) == len(line) || len(text) > 80 || strings.TrimLeft(line, "-_=*─—") == line {
		return false
	}
	text = strings.ToLower(text)
	for _, o := range originals {
		if strings.HasPrefix(text, o) {
			return true
		}
	}
	return false
}

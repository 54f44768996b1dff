package reply_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/platform/letter/reply"
)

// visible holds what the authors of the public replies expect to be shown; "" is the whole text.
var visible = map[string]string{
	"correct_sig.txt":      "this is an email with a correct -- signature.",
	"email_1_1.txt":        "Hi folks What is the best way to clear a Riak bucket of all key, values after running a test? I am currently using the Java HTTP API.",
	"email_1_2.txt":        "until: need to delete them all individually.\"",
	"email_1_3.txt":        "Oh thanks. Having the function would be great.",
	"email_1_4.txt":        "Awesome! I haven't had another problem with it.",
	"email_1_5.txt":        "",
	"email_1_6.txt":        "I get proper rendering as well. Sent from a magnificent torch of pixels",
	"email_1_7.txt":        ":+1:",
	"email_1_8.txt":        "until: and under this.",
	"email_2_1.txt":        "Outlook with a reply",
	"email_2_2.txt":        "Outlook with a reply directly above line",
	"email_2_3.txt":        "Outlook with a reply directly above line",
	"email_BlackBerry.txt": "Here is another email",
	"email_bullets.txt":    "test 2 this should list second and have spaces and retain this formatting - how about bullets - and another",
	"email_iPhone.txt":     "Here is another email",
	"email_long_quote.txt": "until: I am currently using the Java HTTP API.",
	"email_multi_word_sent_from_my_mobile_device.txt": "Here is another email",
	"email_one_is_not_on.txt":                         "Thank, this is really helpful. One outstanding question I had: Locally (on development), when I run...",
	"email_sent_from_my_not_signature.txt":            "",
	"email_sig_delimiter_in_middle_of_line.txt":       "",
	"greedy_on.txt":    "On your remote host you can run: telnet 127.0.0.1 52698 This should connect to TextMate (on your Mac, via the tunnel). If that fails, the tunnel is not working.",
	"pathological.txt": "I think you're onto something. I will try to fix the problem as soon as I get back to a computer.",
}

func TestPublicRepliesShowWhatTheirAuthorsExpect(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("HEARTH_TEST_DATA")
	if dir == "" {
		t.Skip("without HEARTH_TEST_DATA the public replies are left out; our own cover the same cases")
	}
	right := 0
	for name, want := range visible {
		raw, err := os.ReadFile(filepath.Join(dir, "email-reply-parser/test/emails", name))
		if err != nil {
			t.Fatal(err)
		}
		whole := fold(string(raw))
		if want == "" {
			want = whole
		}
		if last, ok := strings.CutPrefix(want, "until: "); ok {
			at := strings.LastIndex(whole, last)
			want = whole[:max(at, 0)] + last
		}
		if got := fold(reply.Visible(reply.Fold(string(raw), false))); got == want {
			right++
		} else {
			t.Logf("%s: got %.300q, want %.300q", name, got, want)
		}
	}
	t.Logf("public replies: %d of %d show what their authors expect", right, len(visible))
	if right*10 < len(visible)*9 {
		t.Errorf("%d of %d are fewer than 90 %%", right, len(visible))
	}
}

// fold makes blanks and line ends in a row one blank.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// Replies of mail programs as people find them in their mailboxes; shown is what is to be seen at first.
var replies = map[string]struct{ text, shown string }{
	"gmail":             {"Yes, Friday is fine.\n\nOn Thu, Mar 14, 2024 at 9:12 AM Marta Lund <hr@example.org> wrote:\n\n> Would Friday suit you?\n> Marta\n", "Yes, Friday is fine."},
	"gmail, two lines":  {"Yes.\n\nOn Thu, Mar 14, 2024 at 9:12 AM Marta Lund <\nhr@example.org> wrote:\n\n> Friday?\n", "Yes."},
	"gmail, German":     {"Ja, gern.\n\nAm Do., 14. März 2024 um 09:12 Uhr schrieb Marta Lund <hr@example.org>:\n\n> Passt Freitag?\n", "Ja, gern."},
	"gmail, French":     {"Oui.\n\nLe jeu. 14 mars 2024 à 09:12, Marta Lund <hr@example.org> a écrit :\n\n> Vendredi ?\n", "Oui."},
	"gmail, Spanish":    {"Sí.\n\nEl jue, 14 mar 2024 a las 9:12, Marta Lund (<hr@example.org>)\nescribió:\n\n> ¿El viernes?\n", "Sí."},
	"gmail, Italian":    {"Sì.\n\nIl giorno gio 14 mar 2024 alle ore 09:12 Marta Lund <hr@example.org>\nha scritto:\n\n> Venerdì?\n", "Sì."},
	"gmail, Dutch":      {"Ja.\n\nOp do 14 mrt 2024 om 09:12 schreef Marta Lund <hr@example.org>:\n\n> Vrijdag?\n", "Ja."},
	"gmail, Portuguese": {"Sim.\n\nEm qui., 14 de mar. de 2024 às 09:12, Marta Lund <hr@example.org>\nescreveu:\n\n> Sexta?\n", "Sim."},
	"gmail, Swedish":    {"Ja.\n\nDen tors 14 mars 2024 kl 09:12 skrev Marta Lund <hr@example.org>:\n\n> Fredag?\n", "Ja."},
	"gmail, Polish":     {"Tak.\n\nczw., 14 mar 2024 o 09:12 Marta Lund <hr@example.org> napisał(a):\n\n> Piątek?\n", "Tak."},
	"gmail, Russian":    {"Да.\n\nчт, 14 мар. 2024 г. в 09:12, Marta Lund <hr@example.org>:\n\n> Пятница?\n", "Да."},
	"gmail, Japanese":   {"はい。\n\n2024年3月14日(木) 9:12 Marta Lund <hr@example.org> のメール:\n\n> 金曜日は?\n", "はい。"},
	"apple mail":        {"Fine with me.\n\n> On 14 Mar 2024, at 09:12, Marta Lund <hr@example.org> wrote:\n> \n> Friday?\n", "Fine with me."},
	"apple, German":     {"Passt.\n\n> Am 14.03.2024 um 09:12 schrieb Marta Lund <hr@example.org>:\n> \n> Freitag?\n", "Passt."},
	"iphone above":      {"Ok thanks\n\nSent from my iPhone\n\n> On 14 Mar 2024, at 09:12, Marta Lund <hr@example.org> wrote:\n> \n> Friday?\n", "Ok thanks"},
	"iphone, German":    {"Danke\n\nVon meinem iPhone gesendet\n\n> Am 14.03.2024 um 09:12 schrieb Marta Lund <hr@example.org>:\n> \n> Freitag?\n", "Danke"},
	"iphone, French":    {"Merci\n\nEnvoyé de mon iPhone\n", "Merci"},
	"iphone, Spanish":   {"Gracias\n\nEnviado desde mi iPhone\n", "Gracias"},
	"iphone, Italian":   {"Grazie\n\nInviato da iPhone\n", "Grazie"},
	"iphone, Dutch":     {"Bedankt\n\nVerstuurd vanaf mijn iPhone\n", "Bedankt"},
	"iphone, Swedish":   {"Tack\n\nSkickat från min iPhone\n", "Tack"},
	"iphone, Danish":    {"Tak\n\nSendt fra min iPhone\n", "Tak"},
	"iphone, Japanese":  {"了解です\n\niPhoneから送信\n", "了解です"},
	"iphone, Chinese":   {"好的\n\n发自我的 iPhone\n", "好的"},
	"android outlook":   {"Sure.\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Marta Lund <hr@example.org>\nSent: Thursday, March 14, 2024 9:12:00 AM\nTo: Bo Berg <bo@example.com>\nSubject: Friday\n\nFriday?\n", "Sure."},
	"outlook":           {"Yes.\n\nBo Berg\n\n-----Original Message-----\nFrom: Marta Lund <hr@example.org>\nSent: Thursday, March 14, 2024 9:12 AM\nTo: Bo Berg <bo@example.com>\nSubject: Friday\n\nFriday?\n", "Yes.\n\nBo Berg"},
	"outlook, German":   {"Ja.\n\nVon: Marta Lund <hr@example.org>\nGesendet: Donnerstag, 14. März 2024 09:12\nAn: Bo Berg <bo@example.com>\nBetreff: Freitag\n\nFreitag?\n", "Ja."},
	"outlook, French":   {"Oui.\n\nDe : Marta Lund <hr@example.org>\nEnvoyé : jeudi 14 mars 2024 09:12\nÀ : Bo Berg <bo@example.com>\nObjet : Vendredi\n\nVendredi ?\n", "Oui."},
	"outlook, Spanish":  {"Sí.\n\nDe: Marta Lund <hr@example.org>\nEnviado el: jueves, 14 de marzo de 2024 9:12\nPara: Bo Berg <bo@example.com>\nAsunto: Viernes\n\n¿Viernes?\n", "Sí."},
	"outlook, Danish":   {"Ja.\n\nFra: Marta Lund <hr@example.org>\nSendt: 14. marts 2024 09:12\nTil: Bo Berg <bo@example.com>\nEmne: Fredag\n\nFredag?\n", "Ja."},
	"outlook, Finnish":  {"Kyllä.\n\nLähettäjä: Marta Lund <hr@example.org>\nLähetetty: torstai 14. maaliskuuta 2024 9.12\nVastaanottaja: Bo Berg\nAihe: Perjantai\n\nPerjantai?\n", "Kyllä."},
	"outlook, Polish":   {"Tak.\n\nOd: Marta Lund <hr@example.org>\nWysłano: czwartek, 14 marca 2024 09:12\nDo: Bo Berg <bo@example.com>\nTemat: Piątek\n\nPiątek?\n", "Tak."},
	"outlook, Russian":  {"Да.\n\nОт: Marta Lund <hr@example.org>\nОтправлено: 14 марта 2024 г. 9:12\nКому: Bo Berg <bo@example.com>\nТема: Пятница\n\nПятница?\n", "Да."},
	"outlook, Chinese":  {"好的。\n\n发件人: Marta Lund <hr@example.org>\n发送时间: 2024年3月14日 9:12\n收件人: Bo Berg\n主题: 星期五\n\n星期五?\n", "好的。"},
	"not marked below":  {"Yes.\n\nOn Thu, 14 Mar 2024 at 09:12, Marta Lund <hr@example.org> wrote:\n\nFriday?\nMarta\n", "Yes."},
	"answer between":    {"On 14 Mar 2024, Marta wrote:\n> Friday?\nYes.\n> At ten?\nNo, eleven.\n\n-- \nBo\n", "On 14 Mar 2024, Marta wrote:\n> Friday?\nYes.\n> At ten?\nNo, eleven."},
	"answer below":      {"On 14 Mar 2024, Marta wrote:\n> Friday?\n\nYes, Friday.\n", "On 14 Mar 2024, Marta wrote:\n> Friday?\n\nYes, Friday."},
	"nothing written":   {"> Friday?\n", "> Friday?"},
	"only a signature":  {"Sent from my iPhone", "Sent from my iPhone"},
	"no reply at all":   {"Hello,\n\nplease send me the form.\n\nBo\n", "Hello,\n\nplease send me the form.\n\nBo"},
	"empty":             {"", ""},
	// What looks like a quotation or a signature and is none stays.
	"a story":            {"In 2023 she wrote:\n\nI am leaving on 3 May at 10:00.\n\nWhat does that mean for my holiday?\n", "In 2023 she wrote:\n\nI am leaving on 3 May at 10:00.\n\nWhat does that mean for my holiday?"},
	"a list of dashes":   {"Please change:\n- my address\n- my bank\n", "Please change:\n- my address\n- my bank"},
	"fields of a form":   {"My data\nFrom: 1 May\nTo: 8 May\n\nThanks\n", "My data\nFrom: 1 May\nTo: 8 May\n\nThanks"},
	"sent from a street": {"Hello\n\nSent from my old address, please forward it, thank you\n", "Hello\n\nSent from my old address, please forward it, thank you"},
	"a rule":             {"Part one\n----------\nPart two\n", "Part one\n----------\nPart two"},
	"long after dashes":  {"One\n--\n" + strings.Repeat("a line that matters\n", 30), "One\n--\n" + strings.TrimSpace(strings.Repeat("a line that matters\n", 30))},
}

func TestWhatWasWrittenIsShown(t *testing.T) {
	t.Parallel()
	for name, c := range replies {
		for _, text := range []string{c.text, strings.ReplaceAll(c.text, "\n", "\r\n")} {
			if got := strings.ReplaceAll(reply.Visible(reply.Fold(text, false)), "\r\n", "\n"); got != c.shown {
				t.Errorf("%s: got %q, want %q", name, got, c.shown)
			}
		}
	}
}

// Whatever somebody wrote above a quotation or a signature is shown, in each of the forms above.
func TestNothingWrittenIsFoldedAway(t *testing.T) {
	t.Parallel()
	written := []string{
		"Yes.", "Hello,\n\nthank you.\n\nBest regards\nBo Berg\nTel. 123", "In 2023 she wrote:\n\nI am leaving.", "From: 1 May 2024\nTo: 8 May 2024\nSubject: leave",
		"My leave\nFrom: 1 May\nTo: 8 May", "My leave:\nFrom: 1 May 2024\nTo: 8 May 2024\nSubject: leave", "- one\n- two", "> what you asked\nmy answer", "Von: Köln\nNach: Bonn\nDatum: 3.5.2024, 10:00", "one -- two", "Name\n____\nDate",
		"On Monday at 10:00 I wrote:\nplease call me", "Sent from Berlin, where I work\n\nBo", "Original message: lost", "A\n\n\n\nB", "-- not one\n-- not two", "Am 3. Mai schrieb ich Ihnen.",
		"Subject: x\nI ask for leave.", "*From:* me\nplease", strings.Repeat("A long letter with many lines.\n", 3000) + "The end",
	}
	checked := 0
	for name, c := range replies {
		tail, ok := strings.CutPrefix(c.text, c.shown)
		if !ok || tail == "" || strings.HasPrefix(c.text, ">") || strings.Contains(c.shown, "> ") {
			continue
		}
		for _, w := range written {
			checked++
			if got := reply.Visible(reply.Fold(w+tail, false)); got != w {
				t.Errorf("%s: of %.60q only %.200q is shown", name, w, got)
			}
		}
	}
	t.Logf("%d letters in %d forms: %d shown in full", len(written), checked/len(written), checked)
}

func TestAForwardedMailIsShown(t *testing.T) {
	t.Parallel()
	const text = "See below.\n\nFrom: Ada <ada@example.org>\nSent: Monday, March 4, 2024\nTo: Bo\nSubject: Leave\n\nI need leave.\n"
	if got := reply.Visible(reply.Fold(text, true)); got != strings.TrimSpace(text) {
		t.Errorf("forwarded: %q", got)
	}
	if got := reply.Visible(reply.Fold(text, false)); got != "See below." {
		t.Errorf("answered: %q", got)
	}
}

// Nothing is cut off: the pieces put together are the text.
func whole(t *testing.T, text string) {
	t.Helper()
	for _, forward := range []bool{false, true} {
		var all strings.Builder
		for _, b := range reply.Fold(text, forward) {
			all.WriteString(b.Text)
		}
		if all.String() != text {
			t.Errorf("the pieces of %q are %q", text, all.String())
		}
	}
	if shown := reply.Visible(reply.Fold(text, false)); shown == "" && strings.TrimFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n\u00A0", r) }) != "" {
		t.Errorf("nothing is shown of %q", text)
	}
}

func FuzzFold(f *testing.F) {
	for _, c := range replies {
		f.Add(c.text)
	}
	f.Add("\n\n>\n\n--\n")
	f.Fuzz(whole)
}

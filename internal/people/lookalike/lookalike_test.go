package lookalike

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestOddNamesAreOdd(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Oddity{
		"\u0410mina Yusuf": Mixed, "Amin\u0430 Yusuf": Mixed, "M\u03b1rta": Mixed, "J\u03bfnas Eklund": Mixed, "\u0555lga": Mixed, "\u0421hris": Mixed, "Иvan": Mixed, "Οlga": Mixed,
		"Ami\u200bna": Invisible, "Amina\u00ad": Invisible, "\ufeffAmina": Invisible, "Ami\u200dna": Invisible, "Amina\u200f": Invisible, "Amina\u3164": Invisible, "Am\u034fina": Invisible,
		"\u2060Amina": Invisible, "Amina \u2800": Invisible, "Amina\U000e0041": Invisible,
		"\u202eanima": Turned, "Amina\u2066": Turned, "Ami\u202dna": Turned,
	} {
		if got := Of(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// names are of people, as they are written where they come from. None is odd by itself, and no two look alike.
var names = []string{"Amina Yusuf", "Пётр Чайковский", "Анна Каренина", "Ольга Ївга Їжакевич", "Ђорђе Ћосић", "Александър Димитров", "Ніна Єфремова", "Γιώργος Σεφέρης", "Ελένη Παπαδοπούλου", "Ζωή",
	"Đặng Thị Hằng", "Nguyễn Văn Ước", "Trần Đức Lương", "İsmet Işık", "Ilgın Şahin", "Çağla Gökçe", "Zażółć Gęślą", "Pavel Dvořák", "Łukasz Żak", "Þórdís Ævarsdóttir", "Søren Ørsted", "Ólafur Ragnar",
	"Åsa Öberg", "Jürgen Müßig", "Chloë d’Arcy", "Seán O'Brien", "Ní Dhónaill", "María José Núñez", "João Gonçalves", "Ștefan Țepeș", "Jānis Bērziņš", "Žemaitė", "Ħal Għawdex", "Ŋuyen", "ʻAnakala Kahoʻolawe",
	"محمد علي", "می\u200cخواهم نام", "אברהם לינקולן", "שרה\u200f", "अमिताभ बच्चन", "क्\u200dष राम", "ইন্দিরা", "மு. கருணாநிதி", "สมชาย ใจดี", "王小明", "山田 太郎", "さくら ゆき", "ジョン・スミス", "김 철수", "金철수", "Հովհաննես Թումանյան",
	"შოთა რუსთაველი", "Иван Smith", "Anna Анна", "王 Wang", "山田Taro", "ꓡꓲꓢꓴ", "ᏣᎳᎩ", "O’Neil-Šmíd", "J. R. R. Tolkien", "X Æ A-12", "Nils-Åke", "Mª Carmen"}

func TestRealNamesAreNot(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, name := range names {
		if got := Of(name); got != None {
			t.Errorf("%q: got %q", name, got)
		}
		if other := seen[Name(name)]; other != "" {
			t.Errorf("%q looks like %q", name, other)
		}
		seen[Name(name)] = name
	}
}

func TestWhatLooksAlikeIsAlike(t *testing.T) {
	t.Parallel()
	for other, name := range map[string]string{
		"\u0410mina Yusuf": "Amina Yusuf", "АМINА YUSUF": "AMINA YUSUF", "Маrtа Kоwalczyk": "Marta Kowalczyk", "Ρriya Rαman": "Priya Raman", "Τheo Βrandt": "Theo Brandt",
		"Ａｍｉｎａ": "Amina", "𝐀𝐦𝐢𝐧𝐚": "Amina", "Ami\u200bna": "Amina", "lngrid Salo": "Ingrid Salo", "Ingrid Sa1o": "Ingrid Salo", "N0or Haddad": "Noor Haddad", "Сосо Росс": "Coco Pocc", "Ӏngrid": "Ingrid",
		"Аmіnа": "Amina", "Pаvel": "Pavel", "Ꮇarta": "Marta", "Lenɑ": "Lena",
	} {
		if Name(other) != Name(name) {
			t.Errorf("%q (%q) and %q (%q) do not look alike", other, Name(other), name, Name(name))
		}
	}
	for other, address := range map[string]string{"arnina@ferrow-lund.example": "amina@ferrow-lund.example", "amina@ferrovv-lund.example": "amina@ferrow-lund.example",
		"amina@ferrow-1und.example": "amina@ferrow-lund.example", "аmina@ferrow-lund.example": "amina@ferrow-lund.example", "amina@ferr0w-lund.example": "amina@ferrow-lund.example"} {
		if Address(other) != Address(address) {
			t.Errorf("%q and %q do not look alike", other, address)
		}
	}
	for a, b := range map[string]string{"Lill Berg": "Lili Berg", "Anna": "Hanna", "Arne": "Ame", "Marta": "Martha"} {
		if Name(a) == Name(b) {
			t.Errorf("%s and %s are told to look alike", a, b)
		}
	}
}

// Of the letters that Unicode calls confusable with one of ASCII, and that are in names at all, most are known here.
func TestTheTableCoversUnicode(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("HEARTH_TEST_DATA")
	if dir == "" {
		t.Log("without the public list of confusables")
		return
	}
	body, err := os.ReadFile(filepath.Join(dir, "confusables", "confusables.json"))
	if err != nil {
		t.Log(err)
		return
	}
	var all map[string][]struct{ C string }
	if err := json.Unmarshal(body, &all); err != nil {
		t.Fatal(err)
	}
	known, letters := 0, 0
	for from, to := range all {
		r, n := utf8.DecodeRuneInString(from)
		if n != len(from) || !unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Coptic, unicode.Cherokee, unicode.Lisu) || r < 0x80 {
			continue
		}
		for _, t := range to {
			if len(t.C) == 1 && unicode.IsLetter(rune(t.C[0])) && unicode.IsLetter(r) {
				letters++
				if got := Name(from); got == Name(t.C) || got == strings.ToLower(t.C) || norm.NFKD.String(from) != from {
					known++
				}
			}
		}
	}
	if letters < 200 || known*100 < letters*95 {
		t.Errorf("%d of %d confusable letters are known", known, letters)
	}
	t.Logf("%d of %d confusable letters are known", known, letters)
}

func FuzzName(f *testing.F) {
	for _, name := range names {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		_ = Of(name)
		if utf8.ValidString(name) && Name("\u200b"+name+"\u00ad") != Name(name) {
			t.Errorf("%q: signs that nobody sees change what it looks like", name)
		}
		_ = Address(name)
	})
}

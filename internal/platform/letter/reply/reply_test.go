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
		if got := fold(reply.Visible(string(raw), false)); got == want {
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

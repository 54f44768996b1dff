package letter

import "testing"

// A fault of the reader itself ends no intake: the mail is returned as it came, and marked.
func TestAFaultOfOursLeavesTheMailReadable(t *testing.T) {
	t.Parallel()
	m := Parse([]byte("From: bo@x.test\r\n\r\nHello\r\n"), Options{fault: func() { panic("planted") }})
	if !m.Unread || m.Text != "From: bo@x.test\n\nHello\n" || len(m.Warnings) != 1 || m.From.Address != "" {
		t.Errorf("%+v", m)
	}
}

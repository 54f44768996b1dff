package header

import "strings"

// What of message ids is read.
const (
	MaxIDs     = 1000 // of one field
	maxIDBytes = 998  // of one id: the longest line of RFC 5322
)

// MessageIDs returns the ids of a field such as References, without their angle brackets: "<a@b> <c@d>" is a@b and c@d. Ids with blanks or
// control characters in them are left out.
func MessageIDs(value string) (ids []string) {
	for len(ids) < MaxIDs {
		open := strings.IndexByte(value, '<')
		if open < 0 {
			break
		}
		value = value[open+1:]
		end := strings.IndexAny(value, "<>")
		if end < 0 {
			break
		}
		id := value[:end]
		if strings.Contains(id, " ") { // old programs put blanks and comments around the at-sign
			id = strings.TrimSpace(squeeze(withoutComments(id)))
		}
		if value[end] == '>' && isID(id) {
			ids = append(ids, id)
		}
		value = value[end:]
	}
	return ids
}

// MessageID returns the one id of a field such as Message-ID, also when it stands there without brackets; "" when there is none.
func MessageID(value string) string {
	if ids := MessageIDs(value); len(ids) > 0 {
		return ids[0]
	}
	if value = strings.Trim(value, "<> \t\r\n"); strings.Contains(value, "@") && isID(value) {
		return value
	}
	return ""
}

func isID(s string) bool {
	return s != "" && len(s) <= maxIDBytes && strings.ToValidUTF8(s, "") == s && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || Control(r) })
}

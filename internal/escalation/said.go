package escalation

import "hearth/internal/promise"

// saying is what the conversation says of a promise of the case itself.
type saying int

const (
	mayBreak    saying = iota // to the customer, before its moment
	broke                     // to the customer, after it
	brokeListed               // the same, where somebody of HR has it on their list
	brokeAlone                // to HR, where nobody else may be told
)

// own and byLaw are those sentences as message keys with the place of the moment: of what we promised, and of a time that a law gives.
var (
	own = map[saying]string{mayBreak: "We promised this by %s. It may become later.", broke: "We promised this by %s and did not keep it.",
		brokeListed: "We promised this by %s and did not keep it. Somebody of HR has it on their list of what is late.",
		brokeAlone:  "This is late: it was promised by %s. Nobody else may be told of it."}
	byLaw = map[saying]string{mayBreak: "By law this has to be decided by %s. It may become later.", broke: "By law this had to be decided by %s, and it was not.",
		brokeListed: "By law this had to be decided by %s, and it was not. Somebody of HR has it on their list of what is late.",
		brokeAlone:  "The legal time is over: by law this had to be decided by %s. Nobody else may be told of it."}
)

// said is a sentence about the promise of the matter.
func (m matter) said(what saying) string {
	if m.p.Kind == promise.Legal {
		return byLaw[what]
	}
	return own[what]
}

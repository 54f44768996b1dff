package home

import "strings"

// jobNames say what jobs are for, as message keys, by the word with which the kinds of a module begin.
var jobNames = map[string]string{"app": "Tidying up", "automation": "Rules that act by themselves", "callback": "Calls that were asked for", "cause": "Why people had to ask", "desk": "Clocks of requests, and summaries by mail",
	"escalation": "Promises that may become late", "follow": "What colleagues watch", "heard": "Reminders of what is to be heard", "hold": "What can be undone for a while", "intake": "Mail that comes in", "jobs": "Jobs that were set aside", "letters": "Letters that are kept long enough",
	"macro": "Many cases at once", "mail": "Mail that goes out", "outreach": "One case for each of many", "people": "Files of the directory that are not needed", "promise": "Promises that come near, and counting them anew", "rating": "How it was", "routing": "Who takes what, and handing over",
	"snooze": "What was put away", "spike": "Questions that many have at once", "statement": "What HR did, written down", "webhook": "Messages to other systems"}

// JobName is what a job of a kind is for, as a message key; "" of one that is not known.
func JobName(kind string) string {
	_, listener, subscribed := strings.Cut(kind, ">")
	if !subscribed {
		listener = kind
	}
	module, _, _ := strings.Cut(listener, ".")
	return jobNames[module]
}

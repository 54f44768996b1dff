// Package outreach opens one case for each of many people: HR asks them something, or tells them, and each answers in a case of their own. Such a round has at most ten thousand people.
//
// # What always holds
//
//   - Nothing is opened before somebody has seen how many there are, who is left out and why, and three of the messages as they will be read.
//   - Each person gets one case of a round, and once: the case and the line that says so are one transaction, however often it is begun again. Between two lines the work rests, longer where the
//     database is busy, and it waits while many mails wait to leave.
//   - Who starts a round opens its cases, with the rights of each moment. Rounds of a service are for the teams that may open cases in it; those who work there see them, and nobody else.
//   - Settling at once begins when it cannot be undone any more, with one text at a time. Whoever reads the round may stop it, as they may reminding: who was not reached stays as they are. Where it stops, also for want of
//     rights, how many were reached is said, and the words are kept for who goes on.
//   - Who has left is left out, also where they leave while the round is under way.
//   - What was typed and fits nobody is kept for seven days, so that it can be mended. Who was in a round is forgotten half a year after it ended; the cases stay as long as all others.
//   - What is counted is counted over the cases that the reader may see, and never by who works on them. The rest is said as a number.
package outreach

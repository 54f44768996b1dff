// Package stats holds the statistics by which Hearth judges itself. It is pure: it reads no clock, no file and no database, and draws no
// random numbers. It holds the fairness audit (were like cases decided alike?), the interval of a share (Wilson), and the rule by which figures are withheld (Release).
//
// # The question
//
// The audit looks at the decisions of one clause. Cases that are alike in what the clause asks for lie in one cell; whoever fills the cells
// decides what "alike" means. Within each cell the decisions of a group are compared with those of all others, and the comparisons of the cells
// are added up. A difference between cells, such as a department that refuses more and has more of one group, is therefore no finding.
//
// # What counts
//
//   - Favourable are granted and in_part (also 1, yes); refused (0, no) is not. out_of_scope is no decision under the clause: such rows are left
//     out and counted as left out.
//   - A group of fewer than MinGroup decisions is named as left out, without figures, and its decisions are not among the others either: they
//     could be found by subtraction. The same holds for a group that has fewer than MinGroup decisions in comparable cells, or fewer than
//     MinGroup decisions of others to compare with.
//   - A cell is comparable when at least MinCell decisions and two groups are left in it. A cell in which all decisions were the same cannot
//     speak against anyone; it stays in the figures, and is counted.
//   - No figure of a single cell is returned.
//
// # What is promised
//
//   - The test is exact, given how many of each cell were favourable, so that without any bias and whatever the sizes, at most Level of all
//     audits flag any group: Holm's correction is over the groups of one audit. Who looks at several attributes of the same people corrects over
//     all of them by Together; whoever audits several clauses corrects over these once more.
//     Only where the favourable decisions of a group could be more than MaxSupport different numbers, which takes more than 100,000 decisions, the
//     normal approximation stands in, and the finding says so.
//   - Of two groups, each is the other's others: that is one test, and is counted as one.
//   - The order of rows and the names of cells and groups change no figure.
//
// A flag says that chance alone would hardly do this. It does not say why, and a group may be flagged because another was favoured. No flag does
// not say that all is well: read the interval.
package stats

package automation

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/follow"
	"hearth/internal/platform/store"
	"hearth/internal/tag"
)

// stand is how the cases of a dry run stand to what a rule does, read once for all of them: which bear its word, and which somebody watches whom it would tell.
type stand struct{ tagged, watched map[string]bool }

func (says Says) stand(ctx context.Context, q store.Querier, cases []desk.Case) (stand, error) {
	var out stand
	ids := make([]string, 0, len(cases))
	for _, c := range cases {
		ids = append(ids, c.ID)
	}
	if says.ThenTag != "" {
		_, folded, err := tag.Checked(says.ThenTag)
		if err != nil {
			return out, err
		}
		if out.tagged, err = tag.Bearing(ctx, q, says.Team, folded, ids); err != nil {
			return out, err
		}
	}
	if says.ThenTell {
		var err error
		if out.watched, err = follow.Watched(ctx, q, ids, says.ThenMention); err != nil {
			return out, err
		}
	}
	return out, nil
}

// left says why a rule would leave something on a case that is not protected from it: it is so already, or nobody would be told.
func (x stand) left(says Says, what string, c desk.Case) string {
	switch {
	case what == "tag" && x.tagged[c.ID], what == "priority" && c.Priority == says.ThenPriority, what == "queue" && c.Assignee == nil:
		return LeftAlready
	case what == "tell" && !x.watched[c.ID]:
		return LeftNobody
	}
	return ""
}

package deskweb

import (
	"context"
	"net/http"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/beside"
	"hearth/internal/platform/authz"
)

// mostTopics is how many topics one page may listen to.
const mostTopics = 5

// events streams what changed at the topics of a page to it, as long as the reader may know of it.
func (b *workbench) events(w http.ResponseWriter, r *http.Request) error {
	by := authz.FromContext(r.Context())
	topics := strings.FieldsFunc(r.URL.Query().Get("topics"), func(c rune) bool { return c == ',' })
	if len(topics) == 0 || len(topics) > mostTopics {
		return authz.Hidden()
	}
	topics = desk.Watched(by, topics)
	for _, topic := range topics {
		if !b.desk.MayWatch(r.Context(), by, topic) {
			return authz.Hidden()
		}
	}
	b.live.Serve(w, r, topics, func(ctx context.Context, topic string) bool { return b.desk.MayWatch(ctx, b.fresh(ctx, by), topic) })
	b.gone(context.WithoutCancel(r.Context()), by, topics)
	return nil
}

// gone ends that by is said to be at a case on which they do not work any more.
func (b *workbench) gone(ctx context.Context, by authz.Actor, topics []string) {
	for _, topic := range topics {
		if id, ok := strings.CutPrefix(topic, beside.Topic("")); ok && !b.desk.MayWatch(ctx, b.fresh(ctx, by), topic) {
			beside.Gone(b.live, id, by.PersonID)
		}
	}
}

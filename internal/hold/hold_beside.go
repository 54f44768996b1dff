package hold

import (
	"context"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
)

// Beside is a text of HR with which a module above does something besides.
type Beside struct {
	Number string
	Body   string
	Seen   string         // as that of desk.Write
	Does   string         // what is done, in the words of that module; never ""
	Back   string         // what the address of the case's page asks for when it was undone, such as "macro=…"
	Closes bool           // it is the answer
	Call   bool           // it takes the place of a call, as desk.Close's InsteadOfCall
	Files  []files.Upload // that go out with the text
}

// Beside holds a text for as long as its writer chose, as Write does, and at its moment has Options.Does send it with what is done besides: both or neither. It refuses what Options.Does refuses, as that
// does, and a second reply of the same writer to the same case while one is held; the same twice is once.
func (s *Service) Beside(ctx context.Context, by authz.Actor, in Beside) error {
	seconds, err := s.seconds(ctx, by, in.Number)
	if err != nil {
		return err
	}
	if seconds == 0 {
		return s.Does(ctx, by, in)
	}
	_, err = s.hold(ctx, by, in.Number, seconds, message{Body: in.Body, Seen: in.Seen, Closes: in.Closes, InsteadOfCall: in.Call, Besides: in.Does, Back: in.Back}, along{new: in.Files})
	return err
}

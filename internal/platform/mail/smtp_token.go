package mail

import (
	"context"
	"errors"
	"net/textproto"
	"strconv"

	"hearth/internal/platform/bearer"
)

// token returns what signs in by a token; nil where a password does, or nothing.
func (c SMTP) token(ctx context.Context) (*bearer.SignIn, error) {
	if c.Tokens == nil {
		return nil, nil
	}
	token, err := c.Tokens.Token(ctx)
	if err != nil {
		return nil, err
	}
	return &bearer.SignIn{User: c.User, Address: c.Address, Token: token}, nil
}

// tokenRefused makes a sentence of the error by which a server refused a token, which is not used again. By a code from 400 on a server says that it cannot look at the token now.
func (c SMTP) tokenRefused(sign *bearer.SignIn, err error) error {
	reply, ok := errors.AsType[*textproto.Error](err)
	if sign == nil || !ok || reply.Code < 500 || sign.Mechanism == "" {
		return err
	}
	why := sign.Sentence(strconv.Itoa(reply.Code) + " " + reply.Msg)
	c.Tokens.Refused(sign.Token, why)
	return why
}

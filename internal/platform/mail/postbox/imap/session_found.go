package imap

import (
	"errors"

	goimap "github.com/emersion/go-imap/v2"
)

// mostFound is how many mails a search finds at most: a server that names more is broken, and its word would fill the memory.
const mostFound = 1 << 20

// found returns the UIDs of an answer behind after. It refuses one that names more mails than mostFound, or mails up to the last, whichever that is.
func found(all goimap.NumSet, after uint32) (uids []uint32, err error) {
	set, _ := all.(goimap.UIDSet) // none: nothing is found
	for _, r := range set {
		if r.Start == 0 || r.Stop == 0 {
			return nil, errors.New("the answer to a search names no numbers")
		}
		if uint32(r.Stop) <= after { // "7:*" finds the last mail also when its UID is less
			continue
		}
		first := max(uint32(r.Start), after+1)
		if int64(r.Stop)-int64(first) >= int64(mostFound-len(uids)) {
			return nil, errors.New("the answer to a search names more mails than there can be")
		}
		for uid := uint64(first); uid <= uint64(r.Stop); uid++ {
			uids = append(uids, uint32(uid))
		}
	}
	return uids, nil
}

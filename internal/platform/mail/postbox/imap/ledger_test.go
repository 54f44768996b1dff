package imap

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// Whatever comes, is removed, fails and is settled in whatever order: the place never passes a mail that is not settled, a mail that waits is due at some time, and a
// mail that has been settled is never due again.
func TestThePlacePassesNoMail(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 2))
		l, now := newLedger(Place{Validity: 7, UID: 10}), time.Unix(0, 0)
		there, done, next := map[uint32]bool{}, map[uint32]bool{}, uint32(11)
		for range 200 {
			switch random.IntN(4) {
			case 0: // mails come, with gaps
				for range random.IntN(5) {
					next += 1 + uint32(random.IntN(3))
					there[next] = true
				}
			case 1: // somebody removes one
				for uid := range there {
					delete(there, uid)
					break
				}
			case 2: // a look
				var uids []uint32
				for uid := range there {
					if uid > l.place.UID {
						uids = append(uids, uid)
					}
				}
				for _, uid := range l.see(uids) {
					if there[uid] || done[uid] {
						t.Fatalf("seed %d: %d is called gone", seed, uid)
					}
					if random.IntN(2) == 0 {
						l.set(uid, settled)
						done[uid] = true
					}
				}
			case 3: // something becomes of those that are due
				now = now.Add(time.Hour)
				for _, uid := range l.due(now) {
					if done[uid] {
						t.Fatalf("seed %d: %d is due again", seed, uid)
					}
					switch random.IntN(3) {
					case 0:
						l.failed(uid, now)
					case 1:
						l.set(uid, taken)
					case 2:
						l.set(uid, settled)
						done[uid] = true
					}
				}
				for _, uid := range l.untouched() {
					if random.IntN(2) == 0 {
						l.set(uid, settled)
						done[uid] = true
					}
				}
			}
			for uid := range there {
				if uid <= l.place.UID && !done[uid] {
					t.Fatalf("seed %d: the place %d has passed %d", seed, l.place.UID, uid)
				}
			}
		}
		waiting, _, _ := l.counts()
		if due := l.due(now.Add(24 * time.Hour)); len(due) != waiting || !slices.IsSorted(due) {
			t.Fatalf("seed %d: %d mails wait, %d of them ever come", seed, waiting, len(due))
		}
	}
}

// A mail that fails again and again comes back, more and more rarely, but never later than laterMax.
func TestAFailingMailComesBack(t *testing.T) {
	t.Parallel()
	l, now := newLedger(Place{}), time.Unix(0, 0)
	l.see([]uint32{1})
	for n := 1; n < 100; n++ {
		later := l.failed(1, now)
		_, _, next := l.counts()
		if later != (n >= tries) || next.Sub(now) > laterMax || later && next.Sub(now) < laterMin {
			t.Fatalf("after %d tries it is due in %s", n, next.Sub(now))
		}
		now = now.Add(laterMax)
	}
}

func TestBackoffGrowsAndEnds(t *testing.T) {
	t.Parallel()
	for n := range 100 {
		want := min(5*time.Minute, time.Second<<min(n, 20))
		if d := backoff(n, time.Second, 5*time.Minute); d > want || d < want/2 {
			t.Errorf("try %d: %s, want %s or up to half of it less", n, d, want)
		}
	}
}

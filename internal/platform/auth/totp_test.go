package auth

import (
	"testing"
	"time"

	"hearth/internal/platform/fault"
)

// The vectors of RFC 6238, appendix B, for SHA-1.
func TestTOTP(t *testing.T) {
	secret := []byte("12345678901234567890")
	for at, want := range map[int64]string{59: "94287082", 1111111109: "07081804", 1111111111: "14050471", 1234567890: "89005924", 2000000000: "69279037", 20000000000: "65353130"} {
		if got := hotp(secret, at/totpStep, 100_000_000); got != want {
			t.Errorf("at %d: %s, want %s", at, got, want)
		}
	}
}

func TestTOTPWorksOnce(t *testing.T) {
	secret, now := []byte("12345678901234567890"), time.Unix(1111111111, 0)
	step := totpMatches(secret, totp(secret, now.Unix()/totpStep), now, 0)
	if step != now.Unix()/totpStep {
		t.Fatalf("step %d", step)
	}
	if totpMatches(secret, totp(secret, step), now, step) != 0 {
		t.Error("a code worked twice")
	}
	if totpMatches(secret, totp(secret, step-2), now, 0) != 0 || totpMatches(secret, totp(secret, step+2), now, 0) != 0 {
		t.Error("a code of two steps away worked")
	}
	if totpMatches(secret, "", now, 0) != 0 {
		t.Error("no code worked")
	}
}

func TestPasswords(t *testing.T) {
	for _, c := range []struct {
		password string
		factor   bool
		ok       bool
	}{
		{"the canteen opens at seven", false, true},
		{"elk7-boat", true, true},
		{"elk7-boat", false, false}, // too short alone
		{"elk7bo", true, false},
		{"Password123!", true, false},
		{"passwordpassword", false, false},
		{"P4ssw0rd!!!!!!!!", false, false},
		{"abcdefghijklmnop", false, false},
		{"qwertyuiopasdfgh", false, false},
		{"aaaaaaaaaaaaaaaa", false, false},
		{"Halvorsen1", true, false},
		{"ein Satz mit Ärger und Öl", false, true},
	} {
		var f fault.Fields
		checkPassword(&f, c.password, c.factor, "Amina Halvorsen", "amina@ferrow-lund.example")
		if (f.Err() == nil) != c.ok {
			t.Errorf("%q (second factor %t): %v", c.password, c.factor, f.Err())
		}
	}
}

func TestPINs(t *testing.T) {
	for pin, ok := range map[string]bool{"73920518": true, "7392051": false, "12345678": false, "87654321": false, "11112222": false, "19840312": false, "12031984": false,
		"73927392": false, "7392051a": false, "": false, "44710385": true, "94471186": false, "73920518739205187": false} {
		var f fault.Fields
		checkPIN(&f, pin, "4711")
		if (f.Err() == nil) != ok {
			t.Errorf("%q: %v", pin, f.Err())
		}
	}
}

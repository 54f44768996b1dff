package ident_test

import (
	"testing"

	"hearth/internal/platform/ident"
)

func TestNumbersAreAPermutation(t *testing.T) {
	t.Parallel()
	p := ident.NewNumbers([]byte("key"))
	seen := map[int64]bool{}
	for n := range int64(9000) {
		x := p.At(n)
		if x < 1000 || x > 9999 || seen[x] {
			t.Fatalf("At(%d) = %d: out of range or twice", n, x)
		}
		seen[x] = true
	}
	if x := p.At(9000); x < 10000 || x > 99999 {
		t.Errorf("At(9000) = %d, want five digits", x)
	}
}

func TestNeighboursSayNothing(t *testing.T) {
	t.Parallel()
	p := ident.NewNumbers([]byte("key"))
	near := 0
	for n := range int64(1000) {
		if d := p.At(n+1) - p.At(n); d > -50 && d < 50 {
			near++
		}
	}
	if near > 40 { // 1.1 % by chance
		t.Errorf("%d of 1,000 neighbours lie within 50 of each other", near)
	}
	if p.At(1) == ident.NewNumbers([]byte("other")).At(1) && p.At(2) == ident.NewNumbers([]byte("other")).At(2) {
		t.Error("the key does not matter")
	}
}

func TestKeysSortByTime(t *testing.T) {
	t.Parallel()
	a, b := ident.New(), ident.New()
	if !(a < b) || !ident.Valid(a) || ident.Valid("HR-2847") {
		t.Errorf("got %s then %s", a, b)
	}
}

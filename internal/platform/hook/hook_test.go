package hook_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/hook"
)

var now = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// The example that the Standard Webhooks project publishes with its libraries.
func TestTheExampleOfTheSpecification(t *testing.T) {
	t.Parallel()
	const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	got, err := hook.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`), secret)
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; err != nil || got != want {
		t.Errorf("signed %q, %v; the example says %q", got, err, want)
	}
	two, err := hook.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`), hook.NewSecret(), secret)
	if parts := strings.Split(two, " "); err != nil || len(parts) != 2 || parts[1] != got || parts[0] == got {
		t.Errorf("two secrets sign %q, %v", two, err)
	}
	for _, bad := range [][]string{nil, {""}, {"whsec_"}, {"whsec_!"}} {
		if s, err := hook.Sign("msg_1", now, nil, bad...); err == nil {
			t.Errorf("the secrets %q signed %q", bad, s)
		}
	}
}

func TestOnlyPublicAddressesAreReached(t *testing.T) {
	t.Parallel()
	for _, a := range strings.Fields(`127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 169.254.1.1 100.64.0.1 100.100.100.200 192.0.0.192 192.0.2.1
		198.18.0.1 198.51.100.1 203.0.113.9 224.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
		64:ff9b:1::a00:1 2002:7f00:1:: 2001::1 2001:db8::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 100::1 ::ffff:0:127.0.0.1`) {
		if hook.Public(netip.MustParseAddr(a)) {
			t.Errorf("%s counts as public", a)
		}
	}
	for _, a := range strings.Fields(`1.1.1.1 9.9.9.9 172.32.0.1 100.128.0.1 ::ffff:9.9.9.9 2606:4700::1111 2a00:1450:4001::1`) {
		if !hook.Public(netip.MustParseAddr(a)) {
			t.Errorf("%s does not count as public", a)
		}
	}
	if hook.Public(netip.Addr{}) {
		t.Error("no address counts as public")
	}
}

// receiver answers as it is told, and counts.
func receiver(t *testing.T, answer http.HandlerFunc) (port string, asked *int) {
	t.Helper()
	asked = new(int)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { *asked++; answer(w, r) }))
	t.Cleanup(s.Close)
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port, asked
}

func post(t *testing.T, p *hook.Poster, url string) hook.Outcome {
	t.Helper()
	o, err := p.Post(t.Context(), hook.Message{URL: url, ID: "msg_1", Body: []byte(`{}`), Secrets: []string{hook.NewSecret()}}, now)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func leading(to string) func(context.Context, string) ([]netip.Addr, error) {
	return func(context.Context, string) ([]netip.Addr, error) { return []netip.Addr{netip.MustParseAddr(to)}, nil }
}

func TestNamesThatLeadInwardAreRefused(t *testing.T) {
	t.Parallel()
	port, asked := receiver(t, func(http.ResponseWriter, *http.Request) {})
	for _, to := range []string{"127.0.0.1", "::ffff:127.0.0.1", "::1", "10.1.2.3", "169.254.169.254", "64:ff9b::7f00:1"} {
		if o := post(t, &hook.Poster{Lookup: leading(to)}, "https://payroll.example.com:"+port+"/in"); o.OK() || !strings.HasPrefix(o.Reason.Key, "Its name leads into the network") {
			t.Errorf("a name that leads to %s gave %+v", to, o)
		}
		o := post(t, new(hook.Poster), "https://"+net.JoinHostPort(to, port)+"/in")
		if o.OK() {
			t.Errorf("the address %s gave %+v", to, o)
		}
	}
	for _, url := range []string{"http://payroll.example.com:" + port, "https://a:b@payroll.example.com", "ftp://payroll.example.com", "https://", "payroll.example.com", "https://payroll.example.com/#x", "https:payroll"} {
		if sentence := new(hook.Poster).CheckURL(url); sentence == "" {
			t.Errorf("the address %s is taken", url)
		}
	}
	for _, link := range []string{"169.254.169.254", "64:ff9b::a9fe:a9fe", "fd00:ec2::254", "0.0.0.0"} { // an allowed name reaches no secrets of a cloud, either
		if o := post(t, &hook.Poster{Hosts: []string{"payroll.house"}, Lookup: leading(link)}, "http://payroll.house:"+port); o.OK() || o.Status != 0 || !strings.HasPrefix(o.Reason.Key, "Its name leads") {
			t.Errorf("an allowed name that leads to %s gave %+v", link, o)
		}
	}
	if *asked != 0 {
		t.Errorf("somebody within the network was asked %d times", *asked)
	}
	if o := post(t, &hook.Poster{Hosts: []string{"other", " Payroll.House "}, Lookup: leading("127.0.0.1")}, "http://payroll.house:"+port); !o.OK() || *asked != 1 {
		t.Errorf("an allowed name gave %+v", o)
	}
}

// A name is looked up once: what it leads to a moment later makes no difference.
func TestTheCheckedAddressIsReached(t *testing.T) {
	t.Parallel()
	lookups, reached := 0, ""
	p := &hook.Poster{Lookup: func(context.Context, string) ([]netip.Addr, error) {
		if lookups++; lookups > 1 {
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
		}
		return []netip.Addr{netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("9.9.9.9")}, nil
	}, Dial: func(_ context.Context, at netip.AddrPort) (net.Conn, error) {
		reached += at.String()
		return nil, errors.New("nobody is there")
	}}
	if o := post(t, p, "https://payroll.example.com/in"); o.OK() || o.Reason.Key != "It cannot be reached." || reached != "9.9.9.9:443" || lookups != 1 {
		t.Errorf("reached %q after %d look-ups: %+v", reached, lookups, o)
	}
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	other, followed := receiver(t, func(http.ResponseWriter, *http.Request) {})
	status, header := 200, http.Header{}
	var got *http.Request
	port, _ := receiver(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		for k, v := range header {
			w.Header()[k] = v
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(strings.Repeat("x", 1<<20)))
	})
	p := &hook.Poster{Hosts: []string{"127.0.0.1"}}
	url := "http://127.0.0.1:" + port + "/in?a=b"
	for _, c := range []struct {
		status int
		header http.Header
		ok     bool
		rest   time.Duration
	}{
		{200, nil, true, 0}, {204, nil, true, 0}, {301, http.Header{"Location": {"http://127.0.0.1:" + other}}, false, 0}, {400, nil, false, 0}, {410, nil, false, 0},
		{429, http.Header{"Retry-After": {"120"}}, false, 2 * time.Minute}, {503, http.Header{"Retry-After": {"99999999"}}, false, 24 * time.Hour}, {503, http.Header{"Retry-After": {"-5"}}, false, 0},
		{503, http.Header{"Retry-After": {now.Add(time.Minute).Format(http.TimeFormat)}}, false, time.Minute}, {500, nil, false, 0},
	} {
		status, header = c.status, c.header
		if o := post(t, p, url); o.OK() != c.ok || o.Status != c.status || o.Rest != c.rest || o.Gone != (c.status == 410) {
			t.Errorf("%d became %+v", c.status, o)
		}
	}
	if *followed != 0 {
		t.Error("a redirect was followed")
	}
	if got.Header.Get("webhook-id") != "msg_1" || got.Header.Get("webhook-timestamp") != "1795694400" || !strings.HasPrefix(got.Header.Get("webhook-signature"), "v1,") || got.URL.RawQuery != "a=b" {
		t.Errorf("it was asked %v, %v", got.URL, got.Header)
	}
	header = http.Header{"X-Long": {strings.Repeat("x", 1<<20)}}
	if o := post(t, p, url); o.OK() {
		t.Errorf("an answer of a megabyte of headers became %+v", o)
	}
	if o := post(t, &hook.Poster{Hosts: p.Hosts, Keeps: true}, url); o.OK() || o.Status != 0 {
		t.Errorf("in the demo it became %+v", o)
	}
}

func TestWhoDoesNotAnswerIsLeft(t *testing.T) {
	t.Parallel()
	hangs := make(chan struct{})
	port, _ := receiver(t, func(http.ResponseWriter, *http.Request) { <-hangs })
	defer close(hangs)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	p := &hook.Poster{Hosts: []string{"127.0.0.1"}}
	o, err := p.Post(ctx, hook.Message{URL: "http://127.0.0.1:" + port, ID: "msg_1", Secrets: []string{hook.NewSecret()}}, now)
	if err != nil || o.OK() || o.Reason.Key != "It did not answer within %d seconds." {
		t.Errorf("it became %+v, %v", o, err)
	}
}

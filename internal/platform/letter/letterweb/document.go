// Package letterweb shows a mail as a document of its own: who wrote it to whom, what they wrote, what they quoted folded away, and the mail as its
// sender formatted it. It works without scripts, on phones and in the dark, because nothing of the mail's own looks is kept: the formatted mail takes
// the colours and sizes of the reader's theme.
//
// Three things stand between a mail and its reader, and each would do without the others: package safehtml lets no script, style, class or
// foreign address through; the document forbids by its content security policy what would get through nevertheless; and the box in
// which the mail stands clips what would leave it.
package letterweb

import (
	"bytes"
	"context"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/safehtml"
	"hearth/internal/platform/letter/verdict"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

// Options say what is known of a mail besides what stands in it, and where its parts are served.
type Options struct {
	// Files is the address below which the attachments are served, each by its place in Mail.Attachments: the first at Files+"0". They must be
	// served as files.Serve does. "" lists them without links, and shows no pictures that came with the mail.
	Files string
	// Raw is the address of the mail as it came; "" leads nowhere.
	Raw string
	// Back is where the reader came from, with the words that say so; without an address it leads nowhere.
	Back ui.NavItem
	// Verdict is what our own mail server found out about the sender; nil says nothing about it.
	Verdict *verdict.Results
	// Formatted says that the reader came for the mail as its sender formatted it.
	Formatted bool
	// Theme is the reader's setting: "light", "dark", or "" for the system's.
	Theme string

	unclean, unguarded bool // planted by tests: without the sanitiser, without the policy
}

// Document answers with a mail as a page. Pictures from elsewhere are left out, and loaded for this one answer when the request is a POST, which
// is what the button on the page sends: route GET and POST of one address to it, behind the refusal of posts from other sites. It replaces the content security policy.
func Document(w http.ResponseWriter, r *http.Request, m letter.Mail, o Options) error {
	v := look(r.Context(), m, o, r.Method == http.MethodPost)
	var page bytes.Buffer
	if err := document(v).Render(r.Context(), &page); err != nil {
		return err
	}
	guard(w.Header(), r.Host, v)
	_, _ = w.Write(page.Bytes()) // the reader went away
	return nil
}

// guard sets the headers that let the document do nothing but be read. Scripts do not run even where a policy is not understood, because it is a
// sandbox; it is of our origin nevertheless, so that its pictures are served to whoever is signed in.
func guard(h http.Header, host string, v view) {
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-DNS-Prefetch-Control", "off")
	if v.options.unguarded {
		h.Del("Content-Security-Policy")
		return
	}
	pictures := "data:"
	if parts := partsSource(host, v.options.Files); parts != "" {
		pictures += " " + parts
	}
	if v.consented {
		pictures += " http: https:"
	}
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'; img-src "+pictures+
		"; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; sandbox allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads")
}

var plainHost = regexp.MustCompile(`^[A-Za-z0-9.-]+(:[0-9]+)?$`)

// partsSource is where pictures that came with the mail may be loaded from: below its own address and nowhere else of ours, where the host can
// be named in a policy.
func partsSource(host, files string) string {
	switch {
	case files == "":
		return ""
	case !plainHost.MatchString(host) || !strings.HasPrefix(files, "/") || strings.ContainsAny(files, " ;,'\"?#\r\n"):
		return "'self'"
	}
	return host + files
}

// view is what the page shows.
type view struct {
	mail      letter.Mail
	options   Options
	html      safehtml.Cleaned
	files     []ui.File
	consented bool // the reader agreed to load pictures from elsewhere
	open      bool // the formatted mail is shown at once
}

func look(ctx context.Context, m letter.Mail, o Options, consented bool) view {
	v := view{mail: m, options: o, consented: consented, open: consented || o.Formatted || strings.TrimSpace(m.Text) == ""}
	for i, a := range m.Attachments {
		f := ui.File{Name: a.FileName(), Size: size(ctx, a.Size)}
		if o.Files != "" {
			f.Href = o.Files + strconv.Itoa(i)
		}
		v.files = append(v.files, f)
	}
	if o.unclean {
		v.html.HTML = m.HTML
		return v
	}
	v.html = safehtml.Clean(m.HTML, safehtml.Options{Remote: consented, Picture: v.picture})
	return v
}

// picture returns the address of the part with a content id when it is a plain picture, whatever it calls itself.
func (v view) picture(id string) string {
	if v.options.Files == "" || id == "" {
		return ""
	}
	i := slices.IndexFunc(v.mail.Attachments, func(a letter.Attachment) bool { return a.ContentID == id })
	if i < 0 || !slices.Contains([]string{"image/jpeg", "image/png", "image/gif", "image/webp"}, v.mail.Attachments[i].Detected) {
		return ""
	}
	return v.files[i].Href
}

// subject is what the mail is about, or words of ours that say it does not tell.
func (v view) subject(ctx context.Context) string {
	if v.mail.Subject == "" {
		return locale.T(ctx, "A mail without a subject")
	}
	return v.mail.Subject
}

// elsewhere are the addresses that answers would go to, when the sender is not among them.
func (v view) elsewhere() []letter.Address {
	if slices.ContainsFunc(v.mail.ReplyTo, func(a letter.Address) bool { return strings.EqualFold(a.Address, v.mail.From.Address) }) {
		return nil
	}
	return v.mail.ReplyTo
}

// sentBy is who sent the mail for its author, when that is somebody else.
func (v view) sentBy() []letter.Address {
	if s := v.mail.Sender; s != (letter.Address{}) && !strings.EqualFold(s.Address, v.mail.From.Address) {
		return []letter.Address{s}
	}
	return nil
}

func size(ctx context.Context, bytes int64) string {
	if bytes < 1<<20 {
		return locale.T(ctx, "%s kB", locale.Number(ctx, int(max(1, bytes>>10))))
	}
	return locale.T(ctx, "%s MB", locale.Decimal(ctx, float64(bytes)/(1<<20), 1))
}

// check is one finding of our mail server as a chip.
type check struct {
	kind       ui.Kind
	icon, text string
}

func checks(ctx context.Context, r verdict.Results) (list []check) {
	for _, c := range []struct{ method, result string }{{"SPF", r.SPF}, {"DKIM", r.DKIM}, {"DMARC", r.DMARC}} {
		switch text := locale.T(ctx, "%[1]s: %[2]s", c.method, c.result); c.result {
		case "":
		case "pass":
			list = append(list, check{ui.OK, "check", text})
		case "fail", "hardfail", "softfail", "permerror":
			list = append(list, check{ui.Bad, "circle-alert", text})
		default:
			list = append(list, check{ui.Quiet, "info", text})
		}
	}
	return list
}

// shownAtFirst is how many addresses of a field are shown before the others are folded away.
const shownAtFirst = 10

// written marks words that are the sender's, not ours.
func written(theirs bool) templ.Attributes {
	if theirs {
		return templ.Attributes{"data-person": true}
	}
	return nil
}

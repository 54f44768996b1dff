package app_test

// rights says for every address whom it is for. Each line is a decision; the names are explained in rights_test.go.
var rights = map[string]policy{
	"GET /healthz":             open,
	"GET /assets/{name}":       open,
	"GET /api/v1/openapi.json": open,

	"GET /{$}":           signedIn,
	"GET /me":            signedIn,
	"GET /search":        signedIn,
	"GET /api/v1/search": signedIn,

	"GET /admin":                      governing,
	"GET /admin/outbox":               admins,
	"GET /api/v1/outbox":              admins,
	"POST /admin/outbox/{id}/resend":  admins,
	"POST /admin/outbox/{id}/give-up": admins,
	"GET /admin/jobs":                 admins,
	"POST /admin/jobs/{id}/retry":     admins,
	"POST /admin/jobs/{id}/cancel":    admins,

	"GET /admin/calendars":       directory,
	"GET /api/v1/calendars":      directory,
	"GET /admin/calendars/{id}":  directory,
	"GET /api/v1/calendars/{id}": directory,
	"POST /admin/calendars/{id}": keepers,
	"PUT /api/v1/calendars/{id}": keepers,
	"GET /admin/new-calendar":    keepers,
	"POST /admin/new-calendar":   keepers,
}

package app_test

import (
	"encoding/json"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx/openapitest"
	"hearth/internal/platform/store"
)

func TestTheProductsDocumentIsOpenAPI31(t *testing.T) {
	t.Parallel()
	body, err := apptest.New(t, store.SQLite).Mux.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(body, &doc); err != nil {
		t.Fatal(err)
	}
	if paths, _ := doc["paths"].(map[string]any); len(paths) == 0 {
		t.Error("the document has no paths")
	}
	for _, fault := range openapitest.Faults(doc) {
		t.Error(fault)
	}
}

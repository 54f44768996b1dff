package files

import "hearth/internal/platform/privacy"

// Personal says what this package keeps: files belong to things of others, who erase them with Erase. through is the table whose source does.
func Personal(through string) []privacy.Source {
	const what = "The files of your requests."
	return []privacy.Source{
		{Table: "files_blob", Through: through, What: what, Columns: []privacy.Fate{privacy.Deleted("id", "owner", "sha256", "size", "content", "created_at")}},
		{Table: "files_file", Through: through, What: what,
			Columns: []privacy.Fate{privacy.Deleted("id", "owner", "blob_id", "name", "content_type", "size", "sha256", "created_at", "deleted_at")}},
	}
}

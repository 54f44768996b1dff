// Package stalltest proves that mail servers which stall hold nobody up.
package stalltest

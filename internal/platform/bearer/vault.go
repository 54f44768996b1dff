package bearer

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"
)

// Vault seals secrets with a key of 32 bytes, so that the database alone does not give them away. It is safe for concurrent use.
type Vault []byte

// Seal encrypts a secret. The same secret looks different each time.
func (v Vault) Seal(secret string) ([]byte, error) {
	a, err := v.aead()
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, a.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return a.Seal(nonce, nonce, []byte(secret), nil), nil
}

// Open returns what was sealed. It refuses nothing, and what was sealed with another key.
func (v Vault) Open(sealed []byte) (string, error) {
	a, err := v.aead()
	if err != nil {
		return "", err
	}
	if len(sealed) < a.NonceSize() {
		return "", errors.New("the secret is not there")
	}
	plain, err := a.Open(nil, sealed[:a.NonceSize()], sealed[a.NonceSize():], nil)
	if err != nil {
		return "", fmt.Errorf("the secret was sealed with another key: %w", err)
	}
	return string(plain), nil
}

func (v Vault) aead() (cipher.AEAD, error) {
	block, err := aes.NewCipher(v)
	if err != nil {
		return nil, fmt.Errorf("key of secrets: %w", err)
	}
	return cipher.NewGCM(block)
}

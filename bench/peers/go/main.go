// The shortest relay in Go, httputil.ReverseProxy: the least that a gateway in Go costs. It logs nothing.
//
//	relay PORT http://127.0.0.1:9000 https://localhost:9001 ca.pem
//
// Paths under /tls/ go to the second upstream.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
)

func main() {
	plain, _ := url.Parse(os.Args[2])
	secure, _ := url.Parse(os.Args[3])
	pem, err := os.ReadFile(os.Args[4])
	if err != nil {
		log.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	rewrite := func(call *httputil.ProxyRequest) {
		if path, found := strings.CutPrefix(call.Out.URL.Path, "/tls"); found {
			call.Out.URL.Path = path
			call.SetURL(secure)
		} else {
			call.SetURL(plain)
		}
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 512, TLSClientConfig: &tls.Config{RootCAs: roots}}
	proxy := &httputil.ReverseProxy{Rewrite: rewrite, Transport: transport}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], proxy))
}

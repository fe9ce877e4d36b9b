import av
import numpy as np
import pytest

from onbackground.exchange.rtp.formats import FORMATS
from onbackground.exchange.rtp.payload import Companded
from onbackground.exchange.rtp.pcma import PCMA
from onbackground.exchange.rtp.pcmu import PCMU

EVERY_SAMPLE = np.arange(-32768, 32768).astype(np.int16)


def independent_codec(name: str, mode: str) -> "av.CodecContext":
    codec = av.CodecContext.create(name, mode)
    codec.sample_rate = 8000
    codec.layout = "mono"
    codec.format = "s16"
    return codec


def independently_decoded(name: str, codes: bytes) -> np.ndarray:
    codec = independent_codec(name, "r")
    return np.concatenate([frame.to_ndarray()[0] for frame in codec.decode(av.Packet(codes))])


def independently_encoded(name: str, samples: np.ndarray) -> np.ndarray:
    codec = independent_codec(name, "w")
    frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
    frame.sample_rate = 8000
    return np.frombuffer(b"".join(bytes(packet) for packet in codec.encode(frame)), np.uint8)


@pytest.mark.parametrize(("codec", "name"), [(PCMU, "pcm_mulaw"), (PCMA, "pcm_alaw")])
def test_every_code_has_the_value_another_codec_gives_it(codec: Companded, name: str) -> None:
    assert codec.values.tolist() == independently_decoded(name, bytes(range(256))).tolist()


@pytest.mark.parametrize(("codec", "name"), [(PCMU, "pcm_mulaw"), (PCMA, "pcm_alaw")])
def test_no_sample_is_rendered_worse_than_by_another_codec(codec: Companded, name: str) -> None:
    ours = codec.values[np.frombuffer(codec.encode(EVERY_SAMPLE), np.uint8)].astype(int)
    theirs = codec.values[independently_encoded(name, EVERY_SAMPLE)].astype(int)
    assert np.all(np.abs(ours - EVERY_SAMPLE) <= np.abs(theirs - EVERY_SAMPLE))


@pytest.mark.parametrize("codec", [PCMU, PCMA])
@pytest.mark.parametrize("level", [-40, -30, -20, -10])
def test_speech_levels_keep_their_signal_to_noise_ratio(codec: Companded, level: int) -> None:
    tone = (np.sqrt(2) * 10 ** (level / 20) * np.sin(np.arange(8000) * 2 * np.pi * 1020 / 8000)).astype(np.float32)
    noise = codec.decode(codec.encode(tone)) - tone
    assert 10 * np.log10(np.mean(tone**2) / np.mean(noise**2)) > 30


@pytest.mark.parametrize("codec", FORMATS.values())
def test_too_loud_is_clipped_not_wrapped(codec: Companded) -> None:
    assert np.all(codec.decode(codec.encode(np.array([3.0], np.float32))) > 0.9)
    assert np.all(codec.decode(codec.encode(np.array([-3.0], np.float32))) < -0.9)


@pytest.mark.parametrize("codec", FORMATS.values())
def test_rows_are_encoded_as_single_frames_are(codec: Companded) -> None:
    rows = np.linspace(-1, 1, 480, dtype=np.float32).reshape(3, 160)
    assert [row.tobytes() for row in codec.encode_rows(rows)] == [codec.encode(row) for row in rows]

"""`aesthcull models` and `tags`, as a user types them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from aesthcull import places
from aesthcull.cli import main
from aesthcull.trainer.publish import publish
from aesthcull.vision.registry import Registry
from tests.conftest import MakePhoto
from tests.pipeline.linear_head import linear_head
from tests.vision.test_registry import add_version


def test_list_names_every_version_and_the_one_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    add_version(places.user_models_folder(), "aesthetic", "mine-1")
    assert main(["models", "list", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["models"]
    used = {(m["name"], m["version"]): m["in_use"] for m in found}
    assert used["aesthetic", "mine-1"] is False and used["aesthetic", "2.0"] is True
    assert {"aesthetic", "popular", "professional", "sells", "garment", "keywords"} <= {
        m["name"] for m in found
    }


def test_use_and_back(capsys: pytest.CaptureFixture[str], tmp_path: Path, make_photo: MakePhoto) -> None:
    make_photo(tmp_path / "a.jpg")
    add_version(places.user_models_folder(), "aesthetic", "mine-1")
    assert main(["models", "use", "aesthetic@mine-1"]) == 0
    assert "aesthetic@mine-1 is in use" in capsys.readouterr().err
    for expected in ("aesthetic@mine-1", "aesthetic@2.0"):
        assert main(["models", "use", expected]) == 0
        assert main(["scan", str(tmp_path)]) == 0
        capsys.readouterr()
        assert main(["rank", str(tmp_path), "--format", "json"]) == 0
        (frame,) = json.loads(capsys.readouterr().out)["frames"]
        assert frame["model_versions"]["aesthetic"] == expected


def test_use_judges_the_whole_catalogue_anew_at_once_and_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, make_photo: MakePhoto
) -> None:
    for shoot in ("a", "b"):
        make_photo(tmp_path / shoot / "1.jpg", seed=ord(shoot))
        assert main(["scan", str(tmp_path / shoot)]) == 0
    linear_head(places.user_models_folder(), Registry([places.models_folder()]).backbone())
    bundled = Registry([places.models_folder()]).get("sells").id
    for name in ("sells@mine-1", bundled):
        capsys.readouterr()
        assert main(["models", "use", name]) == 0
        assert "2 frames were judged anew" in capsys.readouterr().err
        for shoot in ("a", "b"):
            assert main(["rank", str(tmp_path / shoot), "--by", "sells", "--format", "json"]) == 0
            (frame,) = json.loads(capsys.readouterr().out)["frames"]
            assert frame["model_versions"]["sells"] == name


def test_use_later_leaves_it_to_the_next_scan(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, make_photo: MakePhoto
) -> None:
    make_photo(tmp_path / "1.jpg")
    assert main(["scan", str(tmp_path)]) == 0
    linear_head(places.user_models_folder(), Registry([places.models_folder()]).backbone())
    assert main(["models", "use", "sells@mine-1", "--later"]) == 0
    assert "the next scan" in capsys.readouterr().err
    for expected in (Registry([places.models_folder()]).get("sells").id, "sells@mine-1"):
        capsys.readouterr()
        assert main(["rank", str(tmp_path), "--format", "json"]) == 0
        (frame,) = json.loads(capsys.readouterr().out)["frames"]
        assert frame["model_versions"]["sells"] == expected
        assert main(["scan", str(tmp_path)]) == 0


def test_ranking_by_a_model_that_has_judged_nothing_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, make_photo: MakePhoto
) -> None:
    make_photo(tmp_path / "1.jpg")
    assert main(["scan", str(tmp_path)]) == 0
    folder, backbone = places.user_models_folder(), Registry([places.models_folder()]).backbone()
    for version in ("own-9", "own-10"):
        head = linear_head(folder, backbone, version)
        publish(replace(head, name="liked", card=f"liked-{version}.md"), "# liked", keep_versions=True)
    ranking = ["rank", str(tmp_path), "--by", "liked"]
    for call, says in (
        (None, "aesthcull models use liked@own-10"),
        (["models", "use", "liked@own-9", "--later"], f"aesthcull scan {tmp_path}"),
    ):
        assert call is None or main(call) == 0
        capsys.readouterr()
        assert main(ranking) == 2
        err = capsys.readouterr().err
        assert says in err and err.count("\n") == 1
    assert main(["scan", str(tmp_path)]) == 0 and main(ranking) == 0
    capsys.readouterr()
    assert main(["rank", str(tmp_path), "--by", "nonesuch"]) == 2
    assert "no score 'nonesuch'; there are: " in capsys.readouterr().err


def test_use_makes_no_catalogue_where_there_is_none(tmp_path: Path) -> None:
    linear_head(places.user_models_folder(), Registry([places.models_folder()]).backbone())
    nowhere = tmp_path / "none.sqlite"
    assert main(["models", "use", "sells@mine-1", "--catalogue", str(nowhere)]) == 0
    assert not nowhere.exists()


def test_a_worse_model_is_not_used_unless_anyway(capsys: pytest.CaptureFixture[str]) -> None:
    folder, backbone = places.user_models_folder(), Registry([places.models_folder()]).backbone()
    for version, auc in (("mine-1", 0.7), ("mine-2", 0.6)):
        entry = linear_head(folder, backbone, version)
        publish(replace(entry, figures={"auc": auc}), "# mine", keep_versions=True)
    assert main(["models", "use", "sells@mine-1"]) == 0
    capsys.readouterr()
    assert main(["models", "use", "sells@mine-2"]) == 2
    err = capsys.readouterr().err
    assert "sells@mine-2 is worse than sells@mine-1" in err and "--anyway" in err and err.count("\n") == 1
    assert Registry([places.models_folder(), folder]).get("sells").version == "mine-1"
    assert main(["models", "use", "sells@mine-2", "--anyway"]) == 0
    assert Registry([places.models_folder(), folder]).get("sells").version == "mine-2"


def test_remove_takes_an_own_version_that_is_not_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    folder = places.user_models_folder()
    add_version(folder, "aesthetic", "mine-1")
    assert main(["models", "use", "aesthetic@mine-1"]) == 0
    assert main(["models", "remove", "aesthetic@mine-1"]) == 2
    assert main(["models", "use", "aesthetic@2.0"]) == 0
    assert main(["models", "remove", "aesthetic@mine-1"]) == 0
    assert not list(folder.glob("aesthetic*"))
    capsys.readouterr()
    assert main(["models", "remove", "aesthetic@mine-1"]) == 2
    assert "no model is named" in capsys.readouterr().err


def test_verify_names_the_damaged_one_and_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    damaged = add_version(places.user_models_folder(), "popular", "bad")
    damaged.path.write_bytes(damaged.path.read_bytes()[:-1])
    assert main(["models", "verify"]) == 1
    out, err = capsys.readouterr()
    assert "popular" in err and "checksum differs" in err
    assert out.count("whole") >= 10 and out.count("damaged") == 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["models", "use"], "say which model"),
        (["models", "use", "nonesuch"], "no model is named 'nonesuch'"),
        (["models", "evaluate", "aesthetic"], "say on what"),
        (["models", "evaluate", "aesthetic", "--votes", "/nowhere.csv"], "/nowhere.csv: cannot be read"),
        (["models", "evaluate", "aesthetic", "--folders", "/nowhere", "/tmp"], "/nowhere: cannot be read"),
        (["models", "list", "--votes", "x.csv"], "belong to `models evaluate`"),
        (["models", "show", "aesthetic", "--later"], "belong to `models use`"),
        (["models", "remove", "aesthetic"], "say which version"),
        (["models", "remove", "aesthetic@2.0"], "came with the program"),
    ],
)
def test_wrong_calls_are_one_line(capsys: pytest.CaptureFixture[str], call: list[str], says: str) -> None:
    assert main(call) == 2
    err = capsys.readouterr().err
    assert says in err and err.count("\n") == 1


def test_evaluate_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path, make_photo: MakePhoto) -> None:
    lines = ["file,mean"]
    for number in range(6):
        make_photo(tmp_path / f"{number}.jpg", seed=number)
        lines.append(f"{number}.jpg,{number + 2}")
    lines.append("gone.jpg,5")
    (tmp_path / "labels.csv").write_text("\n".join(lines))
    call = ["models", "evaluate", "aesthetic", "--votes", str(tmp_path / "labels.csv"), "--format", "json"]
    assert main(call) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["model"] == "aesthetic@2.0" and found["photographs"] == 6
    assert set(found["figures"]["Spearman"]) == {"value", "low", "high", "chance"}
    assert [Path(p["path"]).name for p in found["problems"]] == ["gone.jpg"]


def test_evaluate_says_how_many_it_had_learnt_from(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, make_photo: MakePhoto
) -> None:
    folder = places.user_models_folder()
    photos = [make_photo(tmp_path / name / f"{n}.jpg", seed=n) for name in ("a", "b") for n in range(3)]
    linear_head(folder, Registry([places.models_folder()]).backbone())
    (folder / "sells-mine-1").mkdir()
    (folder / "sells-mine-1" / "frames.csv").write_text(f"file,picture\n{photos[0]},\n")
    call = ["models", "evaluate", "sells@mine-1", "--folders", str(tmp_path / "a"), str(tmp_path / "b")]
    assert main([*call, "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["learnt_from"] == 1
    assert "note: 1 of 6 photographs were in its training: the figures flatter" in err


def test_tags_lists_keywords_with_their_source(
    capsys: pytest.CaptureFixture[str], sample_shoot: Path
) -> None:
    assert main(["tags", str(sample_shoot)]) == 2
    assert "not scanned yet" in capsys.readouterr().err
    assert main(["scan", str(sample_shoot)]) == 0
    capsys.readouterr()
    assert main(["tags", str(sample_shoot), "--format", "json"]) == 0
    frames = {Path(f["path"]).name: f["keywords"] for f in json.loads(capsys.readouterr().out)["frames"]}
    mountain = [k for k in frames["IMG_0001.JPG"] if k["name"] == "mountain"]
    assert {k["source"] for k in mountain} <= {"scene@1.0", "keywords@1.0"} and mountain
    assert all(0 < k["confidence"] <= 1 for k in mountain)
    assert main(["tags", str(sample_shoot), "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "file,keywords"

"""Memory cards among the mounted volumes."""

from __future__ import annotations

from pathlib import Path

from aesthcull.photos.cards import Volume, is_on_card, linux_volumes, mounted_cards, volumes

DISK = Volume(Path("/"), removable=False, dcim=False)


def mount_table(*mounts: tuple[str, Path, str]) -> str:
    """A mountinfo with (device numbers, folder, source)."""
    return "".join(
        f"36 25 {numbers} / {str(folder).replace(' ', chr(92) + '040')} rw - exfat {source} rw\n"
        for numbers, folder, source in mounts
    )


def block_device(sysfs: Path, numbers: str, *, removable: str, kind: str = "") -> None:
    """A disk with one partition, which has the numbers."""
    partition = sysfs / "block" / "disk" / "disk1"
    partition.mkdir(parents=True)
    (partition / "partition").write_text("1\n")
    (partition.parent / "removable").write_text(f"{removable}\n")
    if kind:
        (partition.parent / "device").mkdir()
        (partition.parent / "device" / "type").write_text(f"{kind}\n")
    (sysfs / "dev" / "block").mkdir(parents=True)
    (sysfs / "dev" / "block" / numbers).symlink_to(partition)


def test_a_volume_with_a_cameras_folder_is_a_card(tmp_path):
    card = tmp_path / "EOS DIGITAL"
    (card / "DCIM" / "100CANON").mkdir(parents=True)
    found = list(linux_volumes(mount_table(("8:1", card, "/dev/sdz1")), tmp_path / "sys"))
    assert found == [Volume(card, removable=False, dcim=True)]
    assert mounted_cards(found) == [card]
    assert is_on_card(card / "DCIM" / "100CANON" / "IMG_1.JPG", found)
    assert is_on_card(card / "MISC", found)
    assert not is_on_card(tmp_path / "elsewhere", [DISK, *found])


def test_a_removable_volume_is_a_card_even_without_pictures(tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    block_device(tmp_path / "sys", "8:17", removable="1")
    found = list(linux_volumes(mount_table(("8:17", stick, "/dev/sdb1")), tmp_path / "sys"))
    assert is_on_card(stick / "a.jpg", found)
    assert mounted_cards(found) == []


def test_a_built_in_reader_calls_its_disk_fixed_and_its_card_sd(tmp_path):
    card = tmp_path / "card"
    card.mkdir()
    block_device(tmp_path / "sys", "179:1", removable="0", kind="SD")
    found = list(linux_volumes(mount_table(("179:1", card, "/dev/mmcblk0p1")), tmp_path / "sys"))
    assert is_on_card(card / "a.jpg", found)


def test_a_fixed_disk_and_a_file_server_are_no_cards(tmp_path):
    disk, server = tmp_path / "disk", tmp_path / "server"
    (disk / "copies" / "DCIM").mkdir(parents=True)
    (server / "DCIM").mkdir(parents=True)
    table = mount_table(("8:1", disk, "/dev/sda1"), ("0:50", server, "nas:/photos"))
    found = list(linux_volumes(table, tmp_path / "sys"))
    assert not is_on_card(disk / "copies" / "DCIM" / "a.jpg", found)
    assert not is_on_card(server / "DCIM" / "a.jpg", found)


def test_the_innermost_volume_counts(tmp_path):
    card = Volume(tmp_path / "card", removable=True, dcim=True)
    inside = Volume(tmp_path / "card" / "disk", removable=False, dcim=False)
    assert not is_on_card(inside.folder / "a.jpg", [DISK, card, inside])
    assert is_on_card(card.folder / "a.jpg", [inside, card, DISK])


def test_a_table_that_makes_no_sense_has_no_volumes(tmp_path):
    assert list(linux_volumes("\n - \nnonsense\n1 2 3 - x", tmp_path)) == []


def test_a_folder_of_this_machine_is_on_no_card(tmp_path):
    assert not is_on_card(tmp_path, volumes())

"""The photos the detector learns from: where they lie, and how the teacher looks at them. README.md says whose they are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    repository: str  # directory in the mirror: owner+name
    pattern: str  # which files
    longest: int  # px, side of the cached photo
    sides: tuple[int, ...]  # px, the teacher's scales
    every: int = 1  # take each n-th file
    turns: tuple[int, ...] = (0,)  # quarters of a turn, counter-clockwise, that the teacher looks at
    drawn: str = ""  # labels drawn by people (drawn.read_drawn); pictures without are left out
    besides: tuple[str, ...] = ()  # other sources, whose pictures' names are left out
    squeezed: bool = False  # pictures of WIDER brought to one shape (squeezed.restored)


SOURCES = {
    "celeba": Source("matush97+faceRecognition", r"^Celeb/", 512, (640, 320)),
    "helen": Source("Spinkoo+Face-alignement", r"^helen/trainset/", 640, (960, 640, 256)),
    "imagenet": Source("EliSchwartz+imagenet-sample-images", r"", 512, (640, 1024, 320)),
    "bsds": Source("BIDS+BSDS500", r"^BSDS500/data/images/", 512, (960, 320)),
    "urban": Source("jbhuang0604+SelfExSR", r"^data/(Urban100|Sun-Hays80)/.*_HR\.", 640, (960, 320)),
    "coco": Source("lightly-ai+coco128_yolo", r"^images/train2017/", 640, (960, 640, 320)),
    "utk": Source("mattans+AgeProgression", r"^data/UTKFace/unlabeled/", 200, (224,), 8),
    # people together: labelled at 1.25 to 2.3 times their size, so that small faces are found
    "streets": Source("LS-chen+Pedestrian-behavior-detection-and-prediction", r"^JPEGImages/", 640, (1024,), 2),
    "shanghai": Source("MonsterVivy+shanghaitech", r"^part_(A/(train|test)|B/train)_data/images/", 1024, (1536,)),
    "workers": Source("TigerandRosa+paper_code", r"^VOCdevkit/VOC2007/JPEGImages/", 512, (640,), 3, (0, 1, 2, 3)),
    "sport": Source("axelcarlier+lsp", r"^images/", 384, (384,), 6, (0, 1, 2, 3)),
    "masks": Source("mukammilbasha+Dataset", r"^images/train/", 224, (512, 256)),
    "flickr": Source("quantumnaan+sic_translator", r"^data/images/", 512, (896, 448)),
    "scenes": Source("MSEDdataset+MSED", r"images/", 640, (960, 480), 3),
    "everyday": Source("Fernando-crz+image-search", r"^images/", 640, (960, 480)),
    "attention": Source("NUS-VIP+saliency-in-crowd", r"^data/stimuli/", 1024, (1536,)),
    "gaze": Source("NUS-VIP+predicting-human-gaze-beyond-pixels", r"^data/stimuli/", 640, (960, 320)),
    "troupes": Source("KaranFriends+Mask-Dataset", r"^trainingimages/", 640, (960, 480)),
    "masked": Source("KaranFriends+Mask-Dataset", r"^single2-0/", 512, (768, 384)),
    "fashion": Source("bearpaw+clothing-co-parsing", r"^photos/", 640, (640,), 2),
    "classes": Source("BernieChen96+ImageClassification", r"^JPEGImages/", 512, (896, 448)),
    "wider": Source("CHINbunhyou+FaceMask-Dataset", r"JPEGImages/\d", 800, (1200, 480), drawn="wider"),
    "waiters": Source("SZXtiantian+dataset_enhance_Faster_rcnn", r"JPEGImages/\d", 800, (1200, 480), drawn="wider", besides=("wider",)),
    "shoppers": Source("lakshaychhabra+face-mask-detection", r"^train/images/(15|16|17|2|20|22|23|25|27|29|31|32|33)_[A-Z]", 800, (1200, 480),
                       drawn="wider", besides=("wider", "waiters"), squeezed=True),
    "lectures": Source("alexanderbaranof+test-for-image", r"^JPEGImages/PartB_", 1024, (1280, 480)),
    "covered": Source("CHINbunhyou+FaceMask-Dataset", r"JPEGImages/test_", 512, (768, 320), drawn="voc"),
    "houses": Source("markolie20+deeplearning", r"^(Train|Test)/", 512, (640,)),
}
